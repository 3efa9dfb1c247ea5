import { expect, test } from 'vitest';
import { engineStop } from '../../../src/agents/item-run/engine-stop.ts';

const agent = { timeoutMinutes: 40 };

test('an engine that got to its end stops nothing', () => {
  expect(engineStop({ kind: 'finished' }, agent)).toBeUndefined();
});

test.each([
  [{ kind: 'failed', reason: 'engine-failed', detail: 'exit code 3' }, 'engine-failed', 'exit code 3'],
  [{ kind: 'timed-out' }, 'engine-timeout', 'after 40 minutes'],
  [{ kind: 'cancelled' }, 'cancelled', 'was cancelled'],
] as const)('%j fails the run, and says so', (result, reason, words) => {
  expect(engineStop(result, agent)).toEqual({
    kind: 'stopped',
    outcome: 'failed',
    reason,
    message: expect.stringContaining(words),
  });
});
