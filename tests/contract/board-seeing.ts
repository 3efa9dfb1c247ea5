import { describe, expect, test } from 'vitest';
import { formatItemId, type ItemId } from '../../src/core/item-id.ts';
import { type BoardWorld, type CreateBoardWorld, missingItem } from './board-world.ts';

/** Since when an item is where it is, and writes that answer with it: what the ledger decides by. */
export function describeSeeing(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: seeing`, () => {
    test('says where items are and since when, in the order of the question and in one request', async () => {
      await using world = await createWorld();
      const [one, other] = [world.addItem({ states: ['Backlog'] }), world.addItem({ repository: 'api' })];
      await world.put(one, 'Todo');
      const since = await world.since(one);
      const { sightings } = await world.board.see([missingItem, one], { list: false });
      expect(sightings).toEqual([
        undefined,
        {
          version: { stage: 'todo', at: since },
          open: true,
          ambiguous: false,
          readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        },
      ]);
      expect(world.traffic()).toEqual({ reads: 1, writes: 0 });
      const { sightings: far } = await world.board.see([other], { list: false });
      expect(far).toMatchObject([{ version: { stage: null } }]);
    });

    test('reads by the clock of the provider', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      await world.put(id, 'Todo');
      const [sighting] = (await world.board.see([id], { list: false })).sightings;
      expect(sighting?.readAt).toBe(await world.since(id));
    });

    test('tells an item that left and came back from one that stayed', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      await world.put(id, 'Todo');
      const before = await versionOf(world, id);
      expect(await versionOf(world, id)).toEqual(before);
      await world.put(id, 'In progress');
      await world.put(id, 'Todo');
      const after = await versionOf(world, id);
      expect(after?.stage).toBe('todo');
      expect(Date.parse(after?.at ?? '')).toBeGreaterThan(Date.parse(before?.at ?? ''));
    });

    test('says that an item is in two stages, or closed', async () => {
      await using world = await createWorld();
      const both = world.addItem({ states: ['Backlog', 'Todo'] });
      const closed = world.addItem({ states: ['In review'], open: false });
      const { sightings } = await world.board.see([both, closed], { list: false });
      expect(sightings).toMatchObject([
        { ambiguous: true },
        { ambiguous: false, open: false, version: { stage: 'in-review' } },
      ]);
    });

    test('lists what is in flight in every repository and counts the backlog, in the same request', async () => {
      await using world = await createWorld();
      const inFlight = [
        world.addItem({ states: ['Todo'] }),
        world.addItem({ states: ['In progress'], repository: 'api' }),
        world.addItem({ states: ['In review'] }),
      ];
      const wanted = world.addItem({ states: ['Backlog'] });
      world.addItem({ states: ['Backlog'], repository: 'api' });
      world.addItem({ states: ['Todo'], open: false });
      world.addItem({ states: ['Done'] });
      const seen = await world.board.see([wanted], { list: true });
      expect(seen.inFlight.map(formatItemId).sort()).toEqual(inFlight.map(formatItemId).sort());
      expect(seen.backlog).toBe(2);
      expect(seen.sightings).toMatchObject([{ version: { stage: 'backlog' } }]);
      expect(world.traffic()).toEqual({ reads: 1, writes: 0 });
    });

    test('lists nothing that was not asked for', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Todo'] });
      expect(await world.board.see([id], { list: false })).toMatchObject({ inFlight: [], backlog: 0 });
      const nothing = { sightings: [], inFlight: [], backlog: 0 };
      expect(await world.board.see([], { list: false })).toEqual(nothing);
    });

    test('lists all that is in flight, however much', async () => {
      await using world = await createWorld();
      const all = Array.from({ length: 103 }, () => world.addItem({ states: ['Todo'] }));
      const { inFlight } = await world.board.see([], { list: true });
      expect(inFlight.map(formatItemId).sort()).toEqual(all.map(formatItemId).sort());
    });

    test('shows more items than one request holds', async () => {
      await using world = await createWorld();
      const all = Array.from({ length: 53 }, () => world.addItem({ states: ['Todo'] }));
      const { sightings } = await world.board.see(all, { list: false });
      expect(sightings.map((sighting) => sighting?.version.stage)).toEqual(all.map(() => 'todo'));
      expect(world.traffic().reads).toBe(2);
    });

    test('throws rather than giving a part', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakReads();
      await expect(world.board.see([id], { list: true })).rejects.toMatchObject({
        reason: 'github-unavailable',
      });
    });
  });

  describe(`${name}: a write that sees`, () => {
    test('moves an item that was seen in one request, and answers with what is seen then', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'], labels: ['bug', 'Todo list'] });
      await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
      await world.board.see([id], { list: false });
      const before = world.traffic();
      const { version, inBoth } = await world.board.writeAndSee(id, 'todo');
      expect(inBoth).toBe(false);
      const { reads, writes } = world.traffic();
      expect({ reads: reads - before.reads, writes: writes - before.writes }).toEqual({
        reads: 0,
        writes: 1,
      });
      expect(version).toEqual({ stage: 'todo', at: await world.since(id) });
      expect(await versionOf(world, id)).toEqual(version);
      expect(world.look(id)).toEqual({ states: ['Todo'], labels: ['bug', 'Todo list'] });
    });

    test('moves an item that was not seen before', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['In review'] });
      expect(await world.board.writeAndSee(id, 'merged')).toEqual({
        version: { stage: 'merged', at: await world.since(id) },
        inBoth: false,
      });
      expect(world.look(id).states).toEqual(['Merged']);
    });

    test('to where the item is changes nothing, not even since when', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      await world.put(id, 'Todo');
      const before = await versionOf(world, id);
      expect(await world.board.writeAndSee(id, 'todo')).toEqual({ version: before, inBoth: false });
    });

    test.each(['none', 'done'] as const)(
      'that is answered with an error is in doubt, with its effect %s',
      async (effect) => {
        await using world = await createWorld();
        const id = world.addItem({ states: ['Backlog'] });
        await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
        await world.board.see([id], { list: false });
        world.breakWrites({ effect, times: 1 });
        await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({ ambiguous: true });
        expect(world.look(id).states).toEqual([effect === 'done' ? 'Todo' : 'Backlog']);
      },
    );

    test('of an item that does not exist, or without permission, is refused', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      await expect(world.board.writeAndSee(missingItem, 'todo')).rejects.toMatchObject({
        reason: 'item-missing',
        ambiguous: false,
      });
      world.forbidWrites();
      await world.board.see([id], { list: false });
      await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({
        reason: 'permission-missing',
        ambiguous: false,
      });
      expect(world.look(id).states).toEqual(['Backlog']);
    });
  });
}

async function versionOf(world: BoardWorld, id: ItemId) {
  const [sighting] = (await world.board.see([id], { list: false })).sightings;
  return sighting?.version;
}
