import { expect, test } from 'vitest';
import type { Answers } from '../../../../src/core/ledger/protocol/effect.ts';
import { carryOutMove } from '../../../../src/core/ledger/protocol/write-move.ts';
import { ITEM, LedgerWorld } from './ledger-world.ts';

/** A decided move whose write is answered so, and after which the board cannot be read. */
function carriedOut(answer: Answers['write-item']) {
  const from = { stage: 'backlog', at: '2026-11-02T09:00:00Z' } as const;
  const { state } = new LedgerWorld();
  const move = { stage: 'todo', to: 'todo', id: 'move-1' };
  const known = { ...state, items: { [ITEM]: { move } } } as unknown as typeof state;
  const protocol = carryOutMove(
    'id',
    { item: ITEM, to: 'todo', move: 'move-1', from },
    { state: known, recovered: undefined },
  );
  expect(protocol.next().value).toMatchObject({ kind: 'write-item' });
  expect(protocol.next(answer).value).toMatchObject({ kind: 'read-items' });
  return protocol.next({ kind: 'unreadable', reason: 'board-missing', message: 'No such field.' }).value;
}

const lost = { kind: 'ambiguous', reason: 'github-unavailable', message: '502' } as const;
const why = { kind: 'failed', reason: 'board-missing', message: 'No such field.' };

test('a write whose answer was lost may have happened, where the board cannot be read afterwards', () => {
  expect(carriedOut(lost)).toEqual({ ...why, effect: 'in-doubt' });
});

test('a write that took effect has happened, where the board cannot be read afterwards', () => {
  expect(carriedOut({ ...lost, tookEffect: true })).toEqual({ ...why, effect: 'done' });
});
