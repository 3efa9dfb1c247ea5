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
  'backlog-manager selects one of three': 18,
  'backlog-manager finds three blocked': 16,
  'backlog-manager finds no free capacity': 9,
  'implementation opens a pull request': 24,
  'task: move, moved': 5,
  'task: move, noop': 3,
  'task: move, refused': 3,
  'app: pull request merged': 17,
  'app: ignored event, the first one': 2,
  'app: ignored events, ten': 2,
  'backlog-manager selects one of three (ledger: off)': 10,
  'backlog-manager finds three blocked (ledger: off)': 12,
  'backlog-manager finds no free capacity (ledger: off)': 5,
  'implementation opens a pull request (ledger: off)': 16,
  'task: move, moved (ledger: off)': 4,
  'task: move, noop (ledger: off)': 2,
  'task: move, refused (ledger: off)': 2,
  'app: pull request merged (ledger: off)': 12,
  'app: ignored event, the first one (ledger: off)': 2,
  'app: ignored events, ten (ledger: off)': 2,
};

test('each decision costs no more API calls than it did', async () => {
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
