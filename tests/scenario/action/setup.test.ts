import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { findRootPrefix } from '../../../src/isolation/run-script.ts';
import { type ActionWorld, createActionWorld } from './action-world.ts';
import { act, BRANCH, implement, relabel } from './implementation-world.ts';

const mayBeRoot = (await findRootPrefix()) !== undefined;

interface Setup {
  readonly setup: object;
  /** The engine's. */
  readonly command?: string;
  readonly isolation?: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function createWorld({
  setup,
  command = 'cp prepared done.txt; env > env.txt',
  isolation = 'none',
  env = {},
}: Setup): Promise<ActionWorld> {
  const world = await createActionWorld({
    config: stringify({
      version: 1,
      project: 'web',
      ledger: 'off',
      isolation,
      board: { type: 'github-labels' },
      agents: { implementation: { engine: 'command', command, setup } },
    }),
    env,
  });
  world.web.addIssue({ number: 538, title: 'Sort by date', labels: ['Todo'] });
  return world;
}

test('setup prepares the checkout for the engine, with variables that the engine does not see', async () => {
  await using world = await createWorld({
    setup: { command: 'echo "with $NPM_TOKEN" > prepared', env: ['NPM_TOKEN'] },
    env: { NPM_TOKEN: 'a-registry-token' },
  });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
  expect(await world.web.readFile(BRANCH, 'done.txt')).toBe('with a-registry-token\n');
  expect(await world.web.readFile(BRANCH, 'env.txt')).not.toContain('NPM_TOKEN');
  expect(run.log).toContain('##[group]Interlock: setup');
});

test('setup that fails starts no engine, and the item says why', async () => {
  await using world = await createWorld({ setup: { command: 'echo "no such package"; exit 7' } });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'setup-failed' });
  expect(run.log).toContain('no such package');
  expect(run.log).not.toContain('command at work');
  expect(world.web.pullRequests()).toEqual([]);
  expect(world.web.issue(538).comments.at(-1)?.body).toContain('The setup command failed: exit code 7.');
});

test('what setup changes is no work of the engine, and goes along with what is', async () => {
  const setup = { command: 'echo locked > lock.json' };
  await using world = await createWorld({
    setup,
    command: 'grep -q ready "$INTERLOCK_ITEM_FILE" && touch done.txt; true',
  });
  expect((await implement(world)).outputs).toMatchObject({ outcome: 'failed', reason: 'no-changes' });
  await act(world, 'PATCH', 'issues/538', { body: 'ready' });
  await relabel(world, 'Todo');
  expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
  expect(await world.web.readFile(BRANCH, 'lock.json')).toBe('locked\n');
});

test('setup does not get the token of the run, whatever its variable is called', async () => {
  await using world = await createWorld({
    setup: { command: 'true', env: ['BUILD_SECRET'] },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub
    env: { BUILD_SECRET: '${{ github.token }}' },
  });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
  expect(run.outputs['result']).toContain('`BUILD_SECRET` holds a secret');
});

test('what setup says commands the runner nothing', async () => {
  await using world = await createWorld({ setup: { command: 'touch prepared; echo "::error::made up"' } });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'moved' });
  expect(run.annotations.map(({ message }) => message)).not.toContain('made up');
});

const which = mayBeRoot ? '' : ': SKIPPED, needs root or sudo without a password';
test.skipIf(!mayBeRoot)(`setup runs as the engine's user${which}`, async () => {
  await using world = await createWorld({
    setup: { command: 'id -u > setup.txt; setsid sleep infinity &' },
    command: 'id -u > engine.txt',
    isolation: 'user',
  });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'moved' });
  const user = await world.web.readFile(BRANCH, 'setup.txt');
  expect(Number(user)).toBeGreaterThanOrEqual(0x7000_0000);
  expect(await world.web.readFile(BRANCH, 'engine.txt')).toBe(user);
});
