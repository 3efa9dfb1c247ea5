import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { moveItems, type WantedMove } from '../../../../src/core/ledger/protocol/move-items.ts';
import { IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const THIRD = 'acme/web#540';
const why = { reason: 'board-missing', message: 'No such label.' } as const;
const wanted: WantedMove = {
  id: 'move-1',
  item: ITEM,
  expected: ['backlog'],
  to: 'todo',
  run: { id: 7, attempt: 1 },
};

function world(...commands: readonly LedgerCommand[]): PlayedWorld {
  const ledger = new LedgerWorld();
  for (const command of commands) ledger.give(command);
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, 'backlog', 1);
  return played;
}

function moveIn(
  played: PlayedWorld,
  { moves = [wanted], ...more }: Partial<Parameters<typeof moveItems>[0]> = {},
) {
  return played.play(moveItems({ id: 'run 7', moves, ...more }));
}

/** Somebody put it there by hand, as the ledger knows. */
const put = (item: string, stage: 'todo' | 'planning', at: number): LedgerCommand => ({
  kind: 'observe',
  item,
  sighting: seen(stage, at),
  starts: IMPLEMENTATION,
});

describe('before items are moved', () => {
  test('nothing but them is read where no bound counts', () => {
    const played = world(put(OTHER, 'todo', 8));
    moveIn(played);
    expect(played.asked[1]).toEqual({ kind: 'read-items', items: [ITEM], inFlight: false });
  });

  test('all that the ledger and the board have in flight is read where a bound counts, each once', () => {
    const played = world(put(ITEM, 'todo', 1), put(OTHER, 'todo', 8), put(THIRD, 'planning', 8));
    moveIn(played, { maxInFlight: 3 });
    expect(played.asked[1]).toEqual({ kind: 'read-items', items: [ITEM, OTHER], inFlight: true });
  });

  test.each([
    ['was deleted', undefined],
    ['was taken out of flight', 'planning'],
  ] as const)('an item that %s leaves its place, and no other does', (_, stage) => {
    const inFlight = [put(OTHER, 'todo', 6), put(THIRD, 'todo', 7)];
    const end = (maxInFlight: number) => {
      const played = world(...inFlight);
      played.put(OTHER, 'todo', 6);
      if (stage) played.put(THIRD, stage, 9);
      return moveIn(played, { maxInFlight })[0];
    };
    expect(end(1)).toEqual({ outcome: 'refused', reason: 'at-capacity', from: 'backlog' });
    expect(end(2)).toMatchObject({ outcome: 'moved' });
  });
});

describe('items are not moved', () => {
  test('none of them, if the board cannot be read', () => {
    const played = world();
    played.instead.set('read-items', { kind: 'unreadable', ...why });
    const failed = { outcome: 'failed', ...why };
    expect(moveIn(played, { moves: [wanted, { ...wanted, item: OTHER }] })).toEqual([failed, failed]);
  });

  test('if one of them is not on the board', () => {
    const missing = { outcome: 'failed', reason: 'item-missing', message: `${OTHER} is not on the board.` };
    expect(moveIn(world(), { moves: [wanted, { ...wanted, item: OTHER }] })).toEqual([missing, missing]);
  });

  test('if GitHub refuses, which is told in an entry of the move’s name', () => {
    const played = world();
    played.instead.set('write-item', { kind: 'denied', ...why });
    expect(moveIn(played)).toStrictEqual([{ outcome: 'failed', ...why }]);
    expect(played.state.recent).toContain('run 7.0.1');
  });

  test('if another run has taken the move over, and nobody knows what is shown instead', () => {
    const played = world();
    const sighting = { ...seen('backlog', 1), readAt: minute(12) };
    played.others = [
      { kind: 'adopt', id: 'theirs', item: ITEM, move: 'move-1', run: null, sighting, isOver: true },
    ];
    expect(moveIn(played)).toStrictEqual([{ outcome: 'refused', reason: 'state-changed', from: 'backlog' }]);
    expect(played.did).toEqual([]);
  });
});

test('a move that starts nobody asks for no run', () => {
  const moved = moveIn(world());
  expect(moved).toEqual([
    { outcome: 'moved', from: 'backlog', version: { stage: 'todo', at: expect.any(String) }, requests: [] },
  ]);
  expect(moveIn(world(move()))).toMatchObject([{ outcome: 'refused', reason: 'state-changed' }]);
});
