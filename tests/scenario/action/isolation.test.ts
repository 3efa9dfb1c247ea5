import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { findRootPrefix } from '../../../src/isolation/run-script.ts';
import { type ActionWorld, createActionWorld } from './action-world.ts';
import { BRANCH, INPUTS, implement } from './implementation-world.ts';

const mayBeRoot = (await findRootPrefix()) !== undefined;
const isRoot = process.geteuid?.() === 0;

async function createWorld(command: string, isolation?: string): Promise<ActionWorld> {
  const world = await createActionWorld({
    config: stringify({
      version: 1,
      project: 'web',
      ledger: 'off',
      board: { type: 'github-labels' },
      ...(isolation !== undefined && { isolation }),
      agents: { implementation: { engine: 'command', command } },
    }),
  });
  world.web.addIssue({ number: 538, title: 'Sort by date', labels: ['Todo'] });
  return world;
}

const UID = /^Uid:\s+(\d+)/m;
const PARENT = /^PPid:\s+(\d+)/m;
const statusOf = (pid: number): string => readFileSync(`/proc/${pid}/status`, 'utf8');

/** Processes of users that only a run has. */
function engineProcesses(): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return Number(UID.exec(statusOf(pid))?.[1]) >= 0x7000_0000;
    } catch {
      return false;
    }
  });
}

/** The action's own process, from which a program behind the wall comes. */
function actionOf(pid: number): number {
  const parent = Number(PARENT.exec(statusOf(pid))?.[1]);
  return readlinkSync(`/proc/${parent}/exe`).endsWith('/node') ? parent : actionOf(parent);
}

const which = mayBeRoot ? '' : ': SKIPPED, needs root or sudo without a password';
describe.skipIf(!mayBeRoot)(`an engine, where the configuration says nothing of isolation${which}`, () => {
  test('works as a user of its own, and what it changes becomes the pull request', async () => {
    await using world = await createWorld(
      'id -u > user.txt; ls -A "$HOME/.." > beside.txt; mkdir locked; echo x > locked/x; chmod 0 locked/x locked',
    );
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(Number(await world.web.readFile(BRANCH, 'user.txt'))).toBeGreaterThanOrEqual(0x7000_0000);
    expect(await world.web.readFile(BRANCH, 'beside.txt')).toBe('checkout\nhome\ntmp\n');
    expect(await world.web.readFile(BRANCH, 'locked/x')).toBe('x\n');
  });

  test.skipIf(!isRoot)('is gone, with its files, when the process that started it was killed', async () => {
    const call = 'curl --silent --output /dev/null "$(git remote get-url origin | cut -d/ -f1-3)/api/v3/zen"';
    await using world = await createWorld(`touch work; ${call}; setsid sleep infinity & sleep infinity`);
    const before = new Set(engineProcesses());
    const id = await world.start('interlock.yml', INPUTS);
    await world.sandbox.until(() => world.sandbox.calls.some(({ path }) => path.endsWith('/zen')));
    const [engine = 0] = engineProcesses().filter((pid) => !before.has(pid));
    const checkout = readlinkSync(`/proc/${engine}/cwd`);
    const files = `/proc/${actionOf(engine)}/root${checkout}`;
    expect(existsSync(files)).toBe(true);
    process.kill(actionOf(engine), 'SIGKILL');
    await world.sandbox.idle();
    expect(world.runOf(id).summary).toContain('`cancelled`');
    expect(engineProcesses().filter((pid) => !before.has(pid))).toEqual([]);
    expect(existsSync(checkout)).toBe(false);
  });
});

test.skipIf(!isRoot)(
  'an engine that cannot be isolated as asked is not started, and the item says why',
  async () => {
    await using world = await createWorld('touch done.md', 'namespace');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'isolation-unavailable' });
    expect(world.web.pullRequests()).toEqual([]);
    const [comment] = world.web.issue(538).comments;
    expect(comment?.body).toContain('this is root; use `isolation: user`');
  },
);
