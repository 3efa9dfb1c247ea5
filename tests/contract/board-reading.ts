import { describe, expect, test } from 'vitest';
import { formatItemId } from '../../src/core/item-id.ts';
import { FINISHED_STAGES, IN_FLIGHT_STAGES, STAGES } from '../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../src/core/states.ts';
import { type CreateBoardWorld, idsOf, inStage, missingItem } from './board-world.ts';

/** What a board says of one item. */
export function describeReading(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: the states`, () => {
    test('are those of all stages, in pipeline order', async () => {
      await using world = await createWorld();
      expect(await world.board.readStates()).toEqual(STAGES.map(inStage));
    });

    test('cost no request right after an item was read', async () => {
      await using world = await createWorld();
      await world.board.read(world.addItem({ states: ['Backlog'] }));
      expect(await world.board.readStates()).toEqual(STAGES.map(inStage));
      expect(world.traffic()).toEqual({ reads: 1, writes: 0 });
    });
  });

  describe(`${name}: reading`, () => {
    test.each([...STAGES])('shows an item in %s there', async (stage) => {
      await using world = await createWorld();
      const id = world.addItem({ states: [DEFAULT_STATE_NAMES[stage]] });
      expect((await world.board.read(id))?.states).toEqual([inStage(stage)]);
    });

    test('shows what is known of an item, in one request', async () => {
      await using world = await createWorld();
      const id = world.addItem({ title: 'Parser', body: 'Blocked by #1', states: ['Backlog'], blockers: 2 });
      expect(await world.board.read(id)).toEqual({
        id,
        title: 'Parser',
        body: 'Blocked by #1',
        url: expect.stringMatching(/^https?:\/\/.*\/acme\/web\/issues\/\d+$/),
        open: true,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        states: [inStage('backlog')],
        openBlockers: 2,
      });
      expect(world.traffic()).toEqual({ reads: 1, writes: 0 });
    });

    test('knows a state in whatever case a person wrote it', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['in PROGRESS'] });
      expect((await world.board.read(id))?.states).toEqual([inStage('in-progress')]);
    });

    test('shows no state for an item outside the pipeline', async () => {
      await using world = await createWorld();
      const id = world.addItem({ labels: ['bug', 'todo-later'] });
      expect((await world.board.read(id))?.states).toEqual([]);
    });

    test('shows a closed item as closed, in its stage', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['In review'], open: false });
      expect(await world.board.read(id)).toMatchObject({ open: false, states: [inStage('in-review')] });
    });

    test('finds an item whose repository is written in other case', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Todo'] });
      const read = await world.board.read({ ...id, owner: 'Acme', repository: 'WEB' });
      expect(read?.states).toEqual([inStage('todo')]);
    });

    test('knows nothing of an item that does not exist', async () => {
      await using world = await createWorld();
      expect(await world.board.read(missingItem)).toBeUndefined();
    });

    test('takes a pull request for no item', async () => {
      await using world = await createWorld();
      const id = await world.addPullRequest('Todo');
      if (!id) return;
      expect(await world.board.read(id)).toBeUndefined();
      expect(await world.board.list(['todo'])).toEqual([]);
    });
  });
}

/** What a board says of whole stages. */
export function describeListing(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: listing`, () => {
    test('gives the open items of the stages that were asked for, from every repository', async () => {
      await using world = await createWorld();
      const wanted = [
        world.addItem({ states: ['Backlog'] }),
        world.addItem({ states: ['Todo'] }),
        world.addItem({ states: ['backlog'], repository: 'api' }),
      ];
      world.addItem({ states: ['In review'] });
      world.addItem({ states: ['Backlog'], open: false });
      world.addItem({ labels: ['bug'] });
      expect(idsOf(await world.board.list(['backlog', 'todo']))).toEqual(wanted.map(formatItemId).sort());
    });

    test('gives an item in two stages once, and says that it is in both', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Todo', 'Backlog'] });
      const [item, ...others] = await world.board.list(['backlog', 'todo']);
      expect(others).toEqual([]);
      expect(item).toMatchObject({ id, states: [inStage('backlog'), inStage('todo')] });
    });

    test('shows the second stage of an item even if only one of the two was asked for', async () => {
      await using world = await createWorld();
      world.addItem({ states: ['Backlog', 'Todo'] });
      const [item] = await world.board.list(['backlog']);
      expect(item?.states).toEqual([inStage('backlog'), inStage('todo')]);
    });

    test('gives all items of a stage that holds more than a page', async () => {
      await using world = await createWorld();
      const all = Array.from({ length: 203 }, () => world.addItem({ states: ['Backlog'] }));
      const before = world.traffic().reads;
      expect(idsOf(await world.board.list(['backlog']))).toEqual(all.map(formatItemId).sort());
      expect(world.traffic().reads - before).toBeLessThanOrEqual(4);
    });

    test('asks for nothing of the finished stages unless they are wanted', async () => {
      await using world = await createWorld();
      for (const stage of FINISHED_STAGES) world.addItem({ states: [DEFAULT_STATE_NAMES[stage]] });
      const id = world.addItem({ states: ['Todo'] });
      const items = await world.board.list(['backlog', ...IN_FLIGHT_STAGES]);
      expect(items.map((item) => item.id)).toEqual([id]);
      expect(await world.board.list(['done'])).toHaveLength(1);
    });

    test('throws rather than giving a part', async () => {
      await using world = await createWorld();
      world.addItem({ states: ['Backlog'] });
      world.breakReads();
      await expect(world.board.list(['backlog'])).rejects.toMatchObject({ reason: 'github-unavailable' });
    });
  });
}
