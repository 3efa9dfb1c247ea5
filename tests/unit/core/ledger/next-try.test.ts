import { expect, test } from 'vitest';
import { nextTry } from '../../../../src/core/ledger/next-try.ts';
import { nextTryLine } from '../../../../src/core/text/run-message.ts';
import { claim, ITEM, LedgerWorld, move, seen } from './ledger-world.ts';

const failure = { item: ITEM, cause: 'implementation engine-failed', maxAttempts: 3 };

/** An item that was taken out of todo, and on which agents have failed so often. */
function after(failures: number, { by = 'implementation engine-failed', maxAttempts = 3 } = {}) {
  const ledger = new LedgerWorld();
  for (let round = 1; round <= failures; round += 1) {
    const id = `claim-${round}`;
    ledger.give(claim({ id, run: { id: round, attempt: 1 } }));
    if (round === 1) {
      ledger.give(move({ expected: ['todo'], to: 'in-progress', sighting: seen('todo', 1), claim: id }));
    }
    ledger.give({ kind: 'release', claim: id, failed: { item: ITEM, cause: by, maxAttempts } });
  }
  return ledger.state;
}

test('an item on which an agent has failed is tried again by itself, and told which attempt that was', () => {
  expect(nextTry(after(0), failure)).toEqual({ kind: 'by-itself', attempt: 1, maxAttempts: 3 });
  const next = nextTry(after(1), failure);
  expect(next).toEqual({ kind: 'by-itself', attempt: 2, maxAttempts: 3 });
  expect(nextTryLine(next)).toBe('That was attempt 2 of at most 3: the reconciler starts the next one.');
});

test('other failures do not count against it', () => {
  const state = after(2, { by: 'implementation no-changes' });
  expect(nextTry(state, failure)).toMatchObject({ kind: 'by-itself', attempt: 1 });
});

test('the last attempt leaves it to a person', () => {
  const next = nextTry(after(2), failure);
  expect(next).toEqual({ kind: 'handed-over' });
  expect(nextTryLine(next)).toBe('No agent tries again before somebody moves the item to todo.');
});

test('one that a person started on an item which was handed over changes nothing about that', () => {
  const state = after(1, { by: 'implementation no-changes', maxAttempts: 1 });
  expect(state.items[ITEM]?.needsHuman).toBe(true);
  expect(nextTry(state, failure)).toEqual({ kind: 'handed-over' });
});
