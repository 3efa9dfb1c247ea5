import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';

const ROOT = join(import.meta.dirname, '../..');

const figures = z.object({
  calls: z.array(z.object({ name: z.string(), value: z.number(), unit: z.string() })),
});

/** What users pay for: a decision may become cheaper, never dearer unnoticed. */
const MOST_CALLS: Readonly<Record<string, number>> = {
  'backlog-manager selects one of three': 10,
  'backlog-manager finds three blocked': 12,
  'backlog-manager finds no free capacity': 5,
  'implementation opens a pull request': 16,
  'task: move, moved': 4,
  'task: move, noop': 2,
  'task: move, refused': 2,
  'app: pull request merged': 12,
  'app: ignored event, the first one': 2,
  'app: ignored events, ten': 2,
};

test('each decision costs no more API calls than it did', { timeout: 120_000 }, async () => {
  const bench = [join(ROOT, 'src/build/bench.ts'), 'calls', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, bench, { cwd: ROOT });
  const calls = figures
    .parse(JSON.parse(stdout))
    .calls.filter(({ unit, name }) => unit === 'calls' && name in MOST_CALLS);
  expect(calls.map(({ name }) => name)).toEqual(Object.keys(MOST_CALLS));
  for (const { name, value } of calls) {
    expect(value, name).toBeGreaterThan(0);
    expect(value, name).toBeLessThanOrEqual(MOST_CALLS[name] ?? 0);
  }
});
