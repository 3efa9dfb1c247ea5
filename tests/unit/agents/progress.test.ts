import { describe, expect, test } from 'vitest';
import { createProgressReporter } from '../../../src/agents/item-run/progress.ts';
import type { AgentProgress } from '../../../src/core/text/progress.ts';

const MINUTE = 60_000;

function createWorld() {
  let time = Date.parse('2026-12-01T00:00:00Z');
  const said: AgentProgress[] = [];
  const failures: unknown[] = [];
  let outcome = Promise.resolve();
  const reporter = createProgressReporter({
    now: () => new Date(time),
    say: (progress) => {
      said.push(progress);
      return outcome;
    },
    onFailure: (error) => failures.push(error),
  });
  return {
    reporter,
    said,
    failures,
    pass: async (minutes: number) => {
      time += minutes * MINUTE;
      // What is being said has been said by then.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    },
    saysBy: (promise: Promise<void>) => {
      outcome = promise;
    },
  };
}

describe('an agent', () => {
  test('is heard at once when it reports, and then not before the time has come', async () => {
    const { reporter, said, pass } = createWorld();
    reporter.onReport('Reading.');
    await pass(1);
    reporter.onReport('Writing.');
    expect(said).toEqual([{ words: 'Reading.', toolCalls: 0 }]);
    await pass(1);
    reporter.onEvent({ kind: 'tool-call', name: 'Bash' });
    expect(said).toEqual([
      { words: 'Reading.', toolCalls: 0 },
      { words: 'Writing.', toolCalls: 1 },
    ]);
  });

  test('that reports nothing is quoted with its last words once it has worked for a minute', async () => {
    const { reporter, said, pass } = createWorld();
    reporter.onEvent({ kind: 'text', text: 'I look around.' });
    expect(said).toEqual([]);
    await pass(1);
    reporter.onEvent({ kind: 'text', text: 'Thanks @mona.<!-- hidden -->' });
    expect(said).toEqual([{ words: expect.stringMatching(/^Thanks @\u200Bmona\.$/), toolCalls: 0 }]);
  });

  test('is not waited for, and not heard twice at a time', async () => {
    const { reporter, said, pass, saysBy } = createWorld();
    const slow = Promise.withResolvers<void>();
    saysBy(slow.promise);
    reporter.onReport('One.');
    await pass(10);
    reporter.onReport('Two.');
    expect(said).toHaveLength(1);
    slow.resolve();
    await pass(0);
    reporter.onReport('Three.');
    expect(said.map(({ words }) => words)).toEqual(['One.', 'Three.']);
  });

  test('is not heard any more when its work is over, and what is being said is waited for', async () => {
    const { reporter, said, pass, saysBy } = createWorld();
    const slow = Promise.withResolvers<void>();
    saysBy(slow.promise);
    reporter.onReport('One.');
    let isClosed = false;
    const closing = reporter.close().then(() => {
      isClosed = true;
    });
    await pass(10);
    expect(isClosed).toBe(false);
    slow.resolve();
    await closing;
    reporter.onReport('Two.');
    expect(said).toHaveLength(1);
  });

  test('goes on where it cannot be heard', async () => {
    const { reporter, failures, said, pass, saysBy } = createWorld();
    saysBy(Promise.reject(new Error('no')));
    reporter.onReport('One.');
    await pass(2);
    saysBy(Promise.resolve());
    reporter.onReport('Two.');
    expect(failures).toEqual([new Error('no')]);
    expect(said).toHaveLength(2);
  });
});
