import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ActionWorld } from './action-world.ts';
import {
  act,
  BRANCH,
  createImplementationWorld,
  INPUTS,
  implement,
  relabel,
} from './implementation-world.ts';

const SECRET = /gh[spo]_\w|x-access-token|extraheader|authorization/i;
const written = async ({ web }: ActionWorld, path: string): Promise<string> =>
  (await web.readFile(BRANCH, path)) ?? 'the file is not there';
const comments = ({ web }: ActionWorld): readonly string[] => web.issue(538).comments.map(({ body }) => body);

describe('the engine', () => {
  test('sees an environment without tokens, inputs and runner files', async () => {
    await using world = await createImplementationWorld({ command: 'env | sort > env.txt' });
    await implement(world);
    const env = await written(world, 'env.txt');
    const names = env
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => line.split('=')[0] ?? '');
    const allowed = [
      'CI',
      'HOME',
      'INTERLOCK_ITEM',
      'INTERLOCK_ITEM_FILE',
      'INTERLOCK_PROJECT',
      'LANG',
      'LC_ALL',
      'OLDPWD',
      'PATH',
      'PWD',
      'RUNNER_TRACKING_ID',
      'SHLVL',
      'TMPDIR',
      'TZ',
      '_',
    ];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(names).toContain('INTERLOCK_ITEM');
    expect(env).not.toMatch(SECRET);
  });

  test('finds its item, text and all, in a file', async () => {
    await using world = await createImplementationWorld({
      command: 'cp "$INTERLOCK_ITEM_FILE" item.json',
      title: 'Sort "by date"',
      body: 'Newest first.\n$(rm -rf /)',
    });
    await implement(world);
    expect(JSON.parse(await written(world, 'item.json'))).toEqual({
      item: 'acme/web#538',
      title: 'Sort "by date"',
      body: 'Newest first.\n$(rm -rf /)',
      url: expect.stringMatching(/\/acme\/web\/issues\/538$/),
    });
  });

  test('finds no credential in its checkout nor beside it, and cannot push', async () => {
    const command = [
      'grep -rIlE "gh[sp]_[A-Za-z0-9]|x-access-toke[n]|extraheade[r]" .. > found.txt',
      'git remote get-url origin > remote.txt',
      'GIT_TERMINAL_PROMPT=0 git push origin HEAD:refs/heads/stolen > push.txt 2>&1',
      'echo $? >> push.txt',
    ].join('; ');
    await using world = await createImplementationWorld({ command });
    await implement(world);
    expect(await written(world, 'found.txt')).toBe('');
    expect(await written(world, 'remote.txt')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/acme\/web\.git\n$/);
    expect(await written(world, 'push.txt')).toMatch(/\n128\n$|\n1\n$/);
    expect(Object.keys(await world.web.branches()).sort()).toEqual([BRANCH, 'main']);
  });

  test('has the history of the default branch, and its name', async () => {
    const command = 'git log --format=%s origin/main > log.txt; git branch --show-current > branch.txt';
    await using world = await createImplementationWorld({ command });
    await implement(world);
    expect(await written(world, 'log.txt')).not.toBe('');
    expect(await written(world, 'branch.txt')).toBe(`${BRANCH}\n`);
  });

  test('can print what it likes: no line of it is a workflow command', async () => {
    const command = 'echo "::error::gotcha"; echo "::set-output name=outcome::stolen"; touch done.md';
    await using world = await createImplementationWorld({ command });
    const run = await implement(world);
    expect(run.log).toContain('::error::gotcha');
    expect(run.annotations).toEqual([]);
    expect(run.outputs).toMatchObject({ outcome: 'moved' });
  });
});

/** Leaves word of where it works in the directory that the item's body names, and calls, so that a test can wait for it. */
const REPORT_WORK = [
  'echo "$PWD $$" > "$(node -p \'JSON.parse(fs.readFileSync(process.env.INTERLOCK_ITEM_FILE)).body\')/where"',
  'curl --silent --output /dev/null "$(git remote get-url origin | cut -d/ -f1-3)/api/v3/zen"',
].join('; ');

/** An engine that is at work, and would be for long. */
async function createBusyWorld(command: string): Promise<ActionWorld> {
  const world = await createImplementationWorld({ command: `${REPORT_WORK}; ${command}` });
  await act(world, 'PATCH', 'issues/538', { body: world.web.gitDir });
  return world;
}

function whereItWorked({ web }: ActionWorld): { readonly checkout: string; readonly program: string } {
  const [checkout = '', pid = ''] = readFileSync(`${web.gitDir}/where`, 'utf8').trim().split(' ');
  return { checkout, program: `/proc/${pid}/exe` };
}

describe('a run that breaks off', () => {
  test('because it was cancelled, says so on the item and leaves nothing on the disk', async () => {
    await using world = await createBusyWorld('sleep 300');
    const id = await world.start('interlock.yml', INPUTS);
    await world.sandbox.until(() => world.sandbox.calls.some(({ path }) => path.endsWith('/zen')));
    await act(world, 'POST', `actions/runs/${id}/cancel`, {});
    await world.sandbox.idle();
    const run = world.runOf(id);
    expect(run.conclusion).toBe('cancelled');
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    expect(run.summary).toMatch(
      /implementation: failed \(\[`cancelled`\]\(\S+#cancelled\)\)[\s\S]*move the item to todo/,
    );
    expect(comments(world)).toEqual([expect.stringContaining('`cancelled`')]);
    const { checkout, program } = whereItWorked(world);
    expect([existsSync(checkout), existsSync(program)]).toEqual([false, false]);
    expect(world.web.pullRequests()).toEqual([]);
  });

  test('because its process was killed, is tidied up and said on the item by the post step', async () => {
    await using world = await createBusyWorld('kill -9 $PPID; sleep 300');
    const run = await implement(world);
    expect(run.conclusion).toBe('failure');
    expect(run.summary).toMatch(
      /implementation: failed \(\[`cancelled`\]\(\S+#cancelled\)\)[\s\S]*move the item to todo/,
    );
    expect(comments(world)).toEqual([expect.stringContaining('`cancelled`')]);
    const { checkout, program } = whereItWorked(world);
    expect([existsSync(checkout), existsSync(program)]).toEqual([false, false]);
  });

  test('does not have its post step repeat what has been said', async () => {
    await using world = await createImplementationWorld({ command: 'exit 1' });
    const run = await implement(world);
    expect(run.summary.match(/### Interlock/g)).toHaveLength(1);
    expect(comments(world)).toEqual([expect.stringContaining('`engine-failed`')]);
  });
});

describe('with the credentials of an App', () => {
  const appPermissions = {
    actions: 'read',
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
    metadata: 'read',
  } as const;

  test('a run works with tokens of the App alone, and none of them is in the log', async () => {
    await using world = await createImplementationWorld({
      command: 'touch done.md',
      appPermissions,
      permissions: {},
    });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(world.web.pullRequests()).toMatchObject([{ author: 'interlock[bot]' }]);
    expect(run.log).not.toMatch(/ghs_\w|BEGIN (?:RSA )?PRIVATE/);
    const byWorkflow = world.sandbox.calls.filter(({ by }) => by.kind === 'workflow');
    expect(byWorkflow).toEqual([]);
  });

  test('that lacks a permission, nothing is moved, and what to do is said', async () => {
    await using world = await createImplementationWorld({
      command: 'touch done.md',
      appPermissions: { ...appPermissions, pull_requests: 'read' },
    });
    await relabel(world, 'Todo');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(world.web.issue(538).labels).toEqual(['Todo']);
  });

  test('that is not installed, nothing is moved, and what to do is said', async () => {
    await using world = await createImplementationWorld({
      command: 'touch done.md',
      appPermissions,
      appInstalled: false,
    });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'bad-credentials' });
    expect(run.annotations[0]?.message).toContain('not installed');
    expect(world.web.issue(538).labels).toEqual(['Todo']);
  });
});
