import { describe, expect, test } from 'vitest';
import { moveItem } from '../../src/boards/move-item.ts';
import { formatItemId, type ItemId } from '../../src/core/item-id.ts';
import {
  type BoardWorld,
  type CreateBoardWorld,
  guardedMove,
  missingItem,
  plainMove,
  stateOf,
} from './board-world.ts';

/** `moveItem` on a board that works. */
export function describeMoves(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: a guarded move`, () => {
    test('from the expected state moves the item and says from where', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      expect(await guardedMove(world, id)).toEqual({
        outcome: 'moved',
        reason: 'moved',
        message: `${formatItemId(id)} was moved from "Backlog" to "Todo".`,
        item: formatItemId(id),
        previousState: 'Backlog',
        destination: 'Todo',
      });
      expect(world.look(id).states).toEqual(['Todo']);
    });

    test('to where the item is already changes and writes nothing', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Todo'] });
      expect(await guardedMove(world, id)).toMatchObject({
        outcome: 'noop',
        reason: 'already-there',
        previousState: 'Todo',
      });
      expect(world.traffic()).toEqual({ reads: 1, writes: 0 });
    });

    test('of an item that a person moved first is refused, naming both states', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['In progress'] });
      const result = await guardedMove(world, id);
      expect(result).toMatchObject({
        outcome: 'refused',
        reason: 'state-changed',
        previousState: 'In progress',
      });
      expect(result.message).toContain('expected it in "Backlog", found it in "In progress"');
      await expectUntouched(world, id, ['In progress']);
    });

    test('of an item in two stages is refused, even if both would do', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog', 'Todo'] });
      expect(await guardedMove(world, id)).toMatchObject({
        outcome: 'refused',
        reason: 'state-ambiguous',
        previousState: 'Backlog + Todo',
      });
      await expectUntouched(world, id, ['Backlog', 'Todo']);
    });

    test('of an item in no stage is refused', async () => {
      await using world = await createWorld();
      const id = world.addItem({ labels: ['bug'] });
      const result = await guardedMove(world, id);
      expect(result).toMatchObject({ outcome: 'refused', reason: 'no-stage' });
      expect(result).not.toHaveProperty('previousState');
      await expectUntouched(world, id, []);
    });

    test('of a closed item into an unfinished stage is refused', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'], open: false });
      expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'item-closed' });
      await expectUntouched(world, id, ['Backlog']);
    });

    test('of a closed item into a finished stage goes on, since a merge closes it', async () => {
      await using world = await createWorld();
      const item = world.addItem({ states: ['In review'], open: false });
      const expected = [stateOf('in-progress'), stateOf('in-review')];
      const result = await moveItem(world.board, { item, destination: stateOf('merged'), expected });
      expect(result).toMatchObject({ outcome: 'moved', previousState: 'In review' });
    });

    test('of an item that does not exist fails', async () => {
      await using world = await createWorld();
      expect(await guardedMove(world, missingItem)).toMatchObject({
        outcome: 'failed',
        reason: 'item-missing',
      });
      expect(world.traffic().writes).toBe(0);
    });

    test('of a pull request fails', async () => {
      await using world = await createWorld();
      const id = await world.addPullRequest('Backlog');
      if (!id) return;
      expect(await guardedMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'item-missing' });
      await expectUntouched(world, id, ['Backlog']);
    });

    test('whose read fails moves nothing', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      world.breakReads();
      const result = await guardedMove(world, id);
      expect(result).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
      expect(result).not.toHaveProperty('previousState');
      await expectUntouched(world, id, ['Backlog']);
    });
  });

  describe(`${name}: a plain move`, () => {
    test('reads nothing but where the item is to be found, and reports no previous state', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['In review'] });
      const result = await plainMove(world, id);
      expect(result).toEqual({
        outcome: 'moved',
        reason: 'moved',
        message: `${formatItemId(id)} was moved to "Todo".`,
        item: formatItemId(id),
        destination: 'Todo',
      });
      expect(world.traffic().reads).toBe(world.lookUps);
      expect(world.look(id).states).toEqual(['Todo']);
    });

    test('of an item that does not exist fails', async () => {
      await using world = await createWorld();
      expect(await plainMove(world, missingItem)).toMatchObject({
        outcome: 'failed',
        reason: 'item-missing',
      });
    });
  });
}

async function expectUntouched(world: BoardWorld, id: ItemId, states: readonly string[]): Promise<void> {
  expect(world.look(id).states).toEqual(states);
  expect(world.traffic().writes).toBe(0);
}
