import { expect, test } from 'vitest';
import type { MoveEnd } from '../../../../src/core/ledger/protocol/move-items.ts';
import { settledMoves } from '../../../../src/core/ledger/settled-moves.ts';
import { ITEM, minute, move, OTHER, seen } from './ledger-world.ts';

const version = { stage: 'todo', at: minute(3) } as const;
const moved: MoveEnd = { outcome: 'moved', from: 'backlog', version, requests: [] };

test('a move that was written is told to the ledger as the board shows it, and no other', () => {
  const THIRD = 'acme/web#540';
  const moves = [move({ item: OTHER }), move({ item: THIRD }), move({ item: ITEM })];
  const ends: readonly MoveEnd[] = [
    { outcome: 'refused', reason: 'state-changed' },
    { outcome: 'failed', reason: 'github-unavailable', message: 'no answer' },
    moved,
  ];
  const sighting = seen('todo', 3, { readAt: minute(3) });
  expect(settledMoves(moves, ends)).toEqual([{ kind: 'observe', item: ITEM, sighting }]);
});

test('an end of which no move is known tells nothing', () => {
  expect(settledMoves([], [moved])).toEqual([]);
});
