import { expect, test } from 'vitest';
import { engineStop } from '../../../src/agents/item-run/engine-stop.ts';

const agent = { engine: 'command', timeoutMinutes: 40 } as const;

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

test('words of others in a failure are quoted, and the remedy is that of its reason', () => {
  const result = { kind: 'failed', reason: 'model-refused', detail: 'ask @mona\n/merge' } as const;
  const { message } = engineStop(result, { engine: 'claude', timeoutMinutes: 40 }) ?? {};
  expect(message).toMatch(/^Claude Code failed: `ask @mona.\/merge`\. Check the secret/);
});
