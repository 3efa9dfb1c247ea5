import { describe, expect, test } from 'vitest';
import { STAGES } from '../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../src/core/states.ts';
import { type CreateBoardWorld, guardedMove, missingItem, plainMove, stateOf } from './board-world.ts';

const moves = [
  ['a guarded move', guardedMove],
  ['a plain move', plainMove],
] as const;

/** What a write changes, and what it leaves alone. */
export function describeWriting(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: writing`, () => {
    test.each([...STAGES])('takes an item from every stage to %s and to no other', async (destination) => {
      await using world = await createWorld();
      for (const stage of STAGES) {
        const id = world.addItem({ states: [DEFAULT_STATE_NAMES[stage]] });
        await world.board.write(id, stateOf(destination));
        expect(world.look(id).states).toEqual([DEFAULT_STATE_NAMES[destination]]);
      }
    });

    test('puts an item that was in no stage into one', async () => {
      await using world = await createWorld();
      const id = world.addItem();
      await world.board.write(id, stateOf('backlog'));
      expect(world.look(id).states).toEqual(['Backlog']);
    });

    test('places an item that it did not show, and one that it shows already', async () => {
      await using world = await createWorld();
      for (const id of [world.addUnseen(), world.addItem(), world.addItem({ states: ['Backlog'] })]) {
        await world.board.place(id, stateOf('backlog'));
        expect(world.look(id).states).toEqual(['Backlog']);
      }
    });

    test('places no item that does not exist', async () => {
      await using world = await createWorld();
      await expect(world.board.place(missingItem, stateOf('backlog'))).rejects.toMatchObject({
        reason: 'item-missing',
      });
    });

    test('takes an item out of every other stage, or refuses and leaves it as it is', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog', 'In progress', 'Done'] });
      const refusal = await world.board.write(id, stateOf('todo')).catch((error: unknown) => error);
      if (refusal === undefined) {
        expect(world.look(id).states).toEqual(['Todo']);
        return;
      }
      expect(refusal).toMatchObject({ reason: 'state-ambiguous', ambiguous: false });
      expect(world.look(id).states).toEqual(['Backlog', 'In progress', 'Done']);
    });

    test('changes nothing of an item that is there already', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['todo'] });
      const before = world.look(id);
      await world.board.write(id, stateOf('todo'));
      expect(world.look(id)).toEqual(before);
    });

    test('leaves everything else of the item alone', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'], labels: ['bug', 'Todo list', 'back log'] });
      await world.board.write(id, stateOf('todo'));
      expect(world.look(id).labels).toEqual(['bug', 'Todo list', 'back log']);
    });

    test('throws for an item that does not exist', async () => {
      await using world = await createWorld();
      await expect(world.board.write(missingItem, stateOf('todo'))).rejects.toMatchObject({
        reason: 'item-missing',
        ambiguous: false,
      });
    });
  });
}

/** What becomes of a move whose writes are answered with errors. */
export function describeBrokenWrites(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: a broken write`, () => {
    test.each(moves)('%s for want of a permission moves nothing', async (_, move) => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.forbidWrites();
      const result = await move(world, id);
      expect(result).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
      expect(result.message).toContain('was not moved');
      expect(world.look(id).states).toEqual(['Backlog']);
    });

    test.each(moves)('%s before it took effect is tried once more', async (_, move) => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakWrites({ effect: 'none', times: 1 });
      expect(await move(world, id)).toMatchObject({ outcome: 'moved', reason: 'moved' });
      expect(world.look(id).states).toEqual(['Todo']);
    });

    test.each(moves)('%s before it took effect, twice, is reported as not moved', async (_, move) => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakWrites({ effect: 'none', times: 2 });
      const result = await move(world, id);
      expect(result).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
      expect(result.message).toContain('was not moved');
      expect(world.look(id).states).toEqual(['Backlog']);
    });

    test.each([0, 1])('after its request %i took effect is found out and done', async (skip) => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakWrites({ effect: 'done', skip, times: 1 });
      expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
      expect(world.look(id).states).toEqual(['Todo']);
    });

    test('at every request never takes an item out of all stages', async () => {
      for (const skip of [0, 1, 2]) {
        await using world = await createWorld();
        const id = world.addItem({ states: ['Backlog'] });
        world.breakWrites({ effect: 'none', skip });
        const { outcome } = await guardedMove(world, id);
        expect(world.look(id).states).toContain(outcome === 'moved' ? 'Todo' : 'Backlog');
      }
    });

    test('and cannot be read back is reported as uncertain', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakWrites({ effect: 'done' });
      world.breakReads({ skip: 1 });
      const result = await guardedMove(world, id);
      expect(result).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
      expect(result.message).toContain('may have been moved');
    });
  });
}
