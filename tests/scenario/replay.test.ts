import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ALL_INTERLOCKS, isSameCombination, NO_INTERLOCKS } from '../../src/cli/incident/interlocks.ts';
import type { IncidentReport } from '../../src/cli/incident/report.ts';

const ROOT = join(import.meta.dirname, '../..');
/** All that `npm start` needs of a checkout; there is no node_modules among it. */
const NEEDED = ['action.yml', 'app.yml', 'dist', 'docs/examples', 'package.json'];
const MINUTES = 60_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As `npm start` runs it. */
function replay(root: string, ...args: readonly string[]): Promise<Ended> {
  return run(root, process.execPath, ['dist/cli/replay.js', ...args]);
}

/** With nothing of our environment but where programs are. */
function run(cwd: string, program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env['PATH'] } };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

const copies: string[] = [];

async function copyOfCheckout(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'interlock-replay-'));
  copies.push(copy);
  for (const path of NEEDED) await cp(join(ROOT, path), join(copy, path), { recursive: true });
  return copy;
}

afterEach(async () => {
  for (const copy of copies.splice(0)) await rm(copy, { recursive: true, force: true });
});

describe('the replay of the incident', () => {
  // `.ci/run` plays the whole table with labels, as a newcomer plays it, and compares it with the docs'.
  test('comes on a GitHub project to what it comes to with labels, printed as one JSON document as its page says', {
    timeout: 5 * MINUTES,
  }, async () => {
    const page = await readFile(join(ROOT, 'docs/replay.md'), 'utf8');
    const [command = '', ...args] = /^\| `(npm start .*--json)` \|/m.exec(page)?.[1]?.split(' ') ?? [];
    const { code, stdout, stderr } = await run(await copyOfCheckout(), command, [
      ...args,
      '--board',
      'github-projects',
    ]);
    const recorded = JSON.parse(await readFile(join(ROOT, 'docs/incident.json'), 'utf8')) as IncidentReport;
    const rows = recorded.rows.filter(({ interlocks }) =>
      [NO_INTERLOCKS, ALL_INTERLOCKS].some((one) => isSameCombination(one, interlocks)),
    );
    expect(JSON.parse(stdout)).toEqual({ ...recorded, rows, board: 'github-projects' });
    expect(code).toBe(0);
    // It says how long it will take before there is anything to see, and each row when it is done.
    const said = stderr.split('\n');
    expect(said[0]).toContain('11 rows');
    expect(said.slice(1, 11).map((line) => line.split(',')[0])).toEqual(
      Array.from({ length: 10 }, (_, index) => `${index + 1} of 11 rows`),
    );
  });

  test('says that no row was played when the action is an empty program', {
    timeout: 5 * MINUTES,
  }, async () => {
    const copy = await copyOfCheckout();
    await writeFile(join(copy, 'dist/action/main.js'), '');
    await writeFile(join(copy, 'dist/demonstration/main.js'), '');
    const { code, stdout } = await replay(copy, '--json');
    const { rows } = JSON.parse(stdout) as IncidentReport;
    const before = 'everything came to rest before';
    expect(rows).toHaveLength(11);
    for (const row of rows) {
      expect('invalid' in row && row.invalid).toEqual([expect.stringContaining(before)]);
    }
    expect(code).toBe(1);
  });

  test('fails when the app does not start, and says why', { timeout: MINUTES }, async () => {
    const copy = await copyOfCheckout();
    await writeFile(join(copy, 'dist/app/main.js'), 'throw new Error("out of order")');
    const { code, stdout, stderr } = await replay(copy, '--json');
    expect(stdout).toBe('');
    expect(stderr).toContain('out of order');
    expect(code).toBe(2);
  });

  test.each([
    [['--seed', 'x'], '--seed: found "x", expected a whole number from 0'],
    [['--board', 'trello'], '--board: found "trello", expected github-labels or github-projects'],
    [['--sed', '1'], "Unknown option '--sed'"],
  ])('refuses %j with what it takes', async (args, message) => {
    const { code, stderr } = await replay(ROOT, ...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain('npm start -- --seed N');
    expect(code).toBe(2);
  });

  test('explains itself', async () => {
    const { code, stdout } = await replay(ROOT, '--help');
    expect(stdout).toContain('npm start -- --all');
    expect(code).toBe(0);
  });
});
