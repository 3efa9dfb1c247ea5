import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isPrevented, type Report, type Row } from '../../src/cli/incident/report.ts';

const ROOT = join(import.meta.dirname, '../..');
/** All that `npm start` needs of a checkout; there is no node_modules among it. */
const NEEDED = ['action.yml', 'app.yml', 'dist', 'docs/examples', 'package.json'];
const MINUTES = 60_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As `npm start` runs it, with nothing of our environment but where programs are. */
function replay(root: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'] } };
    execFile(
      process.execPath,
      [join(root, 'dist/cli/replay.js'), ...args],
      options,
      (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });
}

function standing({ interlocks }: Row): number {
  return Object.values(interlocks).filter(Boolean).length;
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
  test('has one of each wherever the ledger stands, and not where the guard or the group stands alone', async () => {
    const { rows } = JSON.parse(await readFile(join(ROOT, 'docs/incident.json'), 'utf8')) as Report;
    const withLedger = rows.filter(({ interlocks }) => interlocks.ledger);
    expect(withLedger.map(({ interlocks }) => interlocks.concurrency)).toEqual([
      ...Array<boolean>(6).fill(false),
      ...Array<boolean>(6).fill(true),
    ]);
    expect(withLedger.filter((row) => !isPrevented(row))).toEqual([]);
    const gaps = rows.filter((row) => standing(row) === 1 && row.pullRequests === 2);
    expect(gaps.map(({ interlocks, spacing }) => [interlocks.expectedState ? 2 : 1, spacing])).toEqual([
      [2, 'between-second-read-and-write'],
      [1, 'another-workflow-meanwhile'],
    ]);
  });

  // With labels it is played by `.ci/run`, as a newcomer plays it, and compared with the README's table.
  test('has the recorded rows on a GitHub project, as one JSON document from the bundles alone', {
    timeout: 10 * MINUTES,
  }, async () => {
    const { code, stdout } = await replay(await copyOfCheckout(), '--json', '--board', 'github-projects');
    const recorded = JSON.parse(await readFile(join(ROOT, 'docs/incident.json'), 'utf8')) as object;
    expect(JSON.parse(stdout)).toEqual({ ...recorded, board: 'github-projects' });
    expect(code).toBe(0);
  });

  test('fails when the action is an empty program', { timeout: 5 * MINUTES }, async () => {
    const copy = await copyOfCheckout();
    await writeFile(join(copy, 'dist/action/main.js'), '');
    await writeFile(join(copy, 'dist/demonstration/main.js'), '');
    const { code, stdout } = await replay(copy, '--json');
    const { rows } = JSON.parse(stdout) as { rows: readonly { moves: number }[] };
    expect(rows.map(({ moves }) => moves)).toEqual(rows.map(() => 0));
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
    expect(stdout).toContain('npm start -- --once');
    expect(code).toBe(0);
  });
});
