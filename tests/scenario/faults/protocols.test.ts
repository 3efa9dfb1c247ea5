import { expect, test } from 'vitest';
import type { FaultKind } from './fault-kinds.ts';
import { type PlayedCall, startFaultSandbox } from './fault-sandbox.ts';
import { playClean, playMatrix } from './play-matrix.ts';
import { reconcileFlow, takeoverFlow } from './protocol-flows.ts';

test('undisturbed, a reconcile makes good each thing that was left behind, once', async () => {
  await using faults = await startFaultSandbox();
  const { look } = await playClean(reconcileFlow, faults);
  const item = (number: number, entered: readonly string[], needsHuman = false) => {
    return { number, labels: entered.slice(-1), entered, move: null, needsHuman };
  };
  expect(await look()).toEqual({
    items: [
      item(1, ['Todo']),
      item(2, ['Todo']),
      item(3, ['In progress', 'Todo']),
      item(4, ['In progress'], true),
      item(5, ['In review', 'Merged']),
    ],
    claims: {},
    breaker: null,
    owed: [
      ['1', 'no-run', true],
      ['2', 'no-run', true],
      ['3', 'run-died', true],
    ],
    keys: 3,
  });
});

await playMatrix(takeoverFlow);
await playMatrix(reconcileFlow, { strikes: isOfItsOwn });

/**
 * A round reads what the round before has read, by the same calls. And to a protocol a call is answered, refused, or in doubt
 * with its effect or without: the other faults are told apart below it, where other flows meet them.
 */
function isOfItsOwn({ changes, nth }: PlayedCall, { name }: FaultKind): boolean {
  const isToldApart = ['the secondary limit', 'a time-out', 'a broken connection'].includes(name);
  return !isToldApart && (changes || nth === 0);
}
