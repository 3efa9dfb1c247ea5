import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseStatusComment } from '../../../src/core/text/status-comment.ts';
import type { ActionWorld } from './action-world.ts';
import {
  act,
  BRANCH,
  closePullRequest,
  createImplementationWorld,
  INPUTS,
  implement,
  relabel,
} from './implementation-world.ts';

/** Adds a line, so that each run changes something. */
const ADD_LINE = 'date +%N >> log.md';

const git = ({ web }: ActionWorld, ...args: readonly string[]): string =>
  execFileSync('git', ['--git-dir', web.gitDir, ...args], { encoding: 'utf8' }).trim();
const item = ({ web }: ActionWorld) => web.issue(538);
/** The history of each status comment, newest first. */
const statuses = (world: ActionWorld) =>
  comments(world).map((body) => parseStatusComment(body, 'web')?.history.map(({ status }) => status));
const comments = (world: ActionWorld): readonly string[] => item(world).comments.map(({ body }) => body);
const runsOf = ({ sandbox }: ActionWorld) => sandbox.runs('acme/web').toSorted((a, b) => a.id - b.id);
const branches = async ({ web }: ActionWorld): Promise<readonly string[]> =>
  Object.keys(await web.branches());

describe('work that succeeds', () => {
  test('becomes one branch, one commit and one pull request, and the item is in review', async () => {
    await using world = await createImplementationWorld({ command: 'echo sorted > sorted.md' });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({
      outcome: 'moved',
      reason: 'pull-request-opened',
      'previous-state': 'Todo',
    });
    expect(run.conclusion).toBe('success');
    expect(world.web.pullRequests()).toMatchObject([
      { title: 'Sort by date', head: BRANCH, base: 'main', state: 'open', draft: false },
    ]);
    expect(world.web.pullRequests()[0]?.body).toMatch(
      /^Closes acme\/web#538\n\nMade by Interlock in \[this run\]\(.*\/actions\/runs\/\d+\)/,
    );
    expect(git(world, 'log', '--format=%an <%ae> %s', `main..${BRANCH}`)).toBe(
      'interlock[bot] <interlock[bot]@users.noreply.github.com> Sort by date',
    );
    expect(await world.web.readFile(BRANCH, 'sorted.md')).toBe('sorted\n');
    expect(item(world).labels).toEqual(['In review']);
    expect(statuses(world)).toEqual([['pull-request', 'working']]);
    const entered = item(world).timeline.filter(({ event }) => event === 'labeled');
    expect(entered.map(({ label }) => label)).toEqual(['In progress', 'In review']);
    expect(run.summary).toContain(`branch \`${BRANCH}\`: new, from \`main\``);
    expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({
      item: 'acme/web#538',
      branch: BRANCH,
      pullRequest: { number: world.web.pullRequests()[0]?.number, how: 'opened' },
      commit: (await world.web.branches())[BRANCH],
    });
  });

  test('has the form that the team has for pull requests', async () => {
    await using world = await createImplementationWorld({
      command: ADD_LINE,
      files: { 'docs/PULL_REQUEST_TEMPLATE.md': '<!-- Hi -->\n## What\n\n## Tests\n' },
    });
    await implement(world);
    expect(world.web.pullRequests()[0]?.body).toMatch(/\nMade by Interlock .*\n\n## What\n\n## Tests\n$/);
  });

  test('leaves the item in progress on a board that has no review', async () => {
    const states = { backlog: 'Backlog', todo: 'Todo', 'in-progress': 'In progress', done: 'Done' };
    await using world = await createImplementationWorld({ command: ADD_LINE, states });
    expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
    expect(item(world).labels).toEqual(['In progress']);
  });

  test('takes from the title its words, and nothing that GitHub acts on', async () => {
    await using world = await createImplementationWorld({
      command: ADD_LINE,
      title: 'Fixes #12 for @mona [skip ci]',
    });
    await implement(world);
    const title = world.web.pullRequests()[0]?.title ?? '';
    expect(title.replaceAll('\u200B', '')).toBe('Fixes #12 for @mona [skip ci]');
    for (const text of [title, git(world, 'log', '-1', '--format=%B', BRANCH)]) {
      expect(text).not.toMatch(/ #\d|@mona|\[skip ci\]/);
    }
  });

  test('leaves nothing on the disk', async () => {
    await using world = await createImplementationWorld({ command: 'pwd > where.md' });
    await implement(world);
    const where = (await world.web.readFile(BRANCH, 'where.md'))?.trim() ?? '';
    expect(where).toMatch(/\/interlock-[^/]+\/engine\/checkout$/);
    expect(existsSync(where)).toBe(false);
  });
});

test('a branch in place of a folder that its own needs is found before the engine is started', async () => {
  await using world = await createImplementationWorld({ command: 'echo worked >&2; exit 1' });
  const sha = (await world.web.branches())['main'];
  await act(world, 'POST', 'git/refs', { ref: 'refs/heads/interlock/web', sha });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'push-refused' });
  expect(run.log).not.toContain('worked');
  expect(comments(world)[0]).toContain(
    'There is a branch `interlock/web`, and git cannot hold `interlock/web/web-538` beside it: no engine was started.',
  );
});

test("a person's open pull request that closes the item is found before the engine is started", async () => {
  await using world = await createImplementationWorld({ command: ADD_LINE });
  const body = 'Closes #538';
  const files = { 'sorted.md': 'by hand' };
  const { number } = await world.web.addPullRequest({
    title: 'Mine',
    head: 'mine',
    files,
    body,
    author: 'ada',
  });
  const run = await implement(world);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'pull-request-exists' });
  expect(comments(world)[0]).toContain(`[#${number}](`);
  expect(comments(world)[0]).toContain('by ada is open and closes acme/web#538.');
  expect(world.web.pullRequests()).toMatchObject([{ head: 'mine' }]);
  expect(await branches(world)).not.toContain(BRANCH);
  await closePullRequest(world, number);
  await relabel(world, 'Todo');
  expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
});

describe('an item on which nothing is left to do is found before the engine is started', () => {
  const STOP = 'echo worked >&2; exit 1';

  test('because a pull request that closes it is merged, until a person reopens it', async () => {
    await using world = await createImplementationWorld({ command: STOP });
    const { number } = await world.web.addPullRequest({
      title: 'Mine',
      head: 'mine',
      files: { 'sorted.md': 'by hand' },
      body: 'Closes #538',
    });
    await act(world, 'PUT', `pulls/${number}/merge`, {});
    await relabel(world, 'Todo');
    const closed = await implement(world);
    expect(closed.outputs).toMatchObject({ outcome: 'refused', reason: 'item-closed' });
    await act(world, 'PATCH', 'issues/538', { state: 'open' });
    const reopened = await implement(world);
    expect(reopened.outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect(reopened.log).toContain('worked');
  });

  test('because it is merged, also where GitHub does not close issues by itself', async () => {
    await using world = await createImplementationWorld({ command: STOP });
    const { number } = await world.web.addPullRequest({
      title: 'Mine',
      head: 'mine',
      files: { 'sorted.md': 'by hand' },
    });
    await act(world, 'PUT', `pulls/${number}/merge`, {});
    // Such a repository merges without closing.
    await act(world, 'PATCH', `pulls/${number}`, { body: 'Closes #538' });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'pull-request-merged' });
    expect(comments(world)[0]).toContain(`[#${number}](`);
    expect(run.log).not.toContain('worked');
  });

  test('because all its criteria are ticked', async () => {
    const body = '## Acceptance criteria\n- [x] It sorts\n- [x] It is fast\n\n## Later\n- [ ] Filter';
    await using world = await createImplementationWorld({ command: STOP, body });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'criteria-met' });
    expect(comments(world)[0]).toContain('All 2 acceptance criteria of acme/web#538 are ticked already');
    expect(run.log).not.toContain('worked');
    await relabel(world, 'Todo');
    await act(world, 'PATCH', 'issues/538', { body: body.replace('[x]', '[ ]') });
    expect((await implement(world)).log).toContain('worked');
  });

  test('because another run works on it, where no ledger and no group would know', async () => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    const pull = world.sandbox.hold(({ operationId }) => operationId === 'pulls/create', { times: 1 });
    const first = await world.start('interlock.yml', INPUTS);
    await pull.reached;
    await relabel(world, 'Todo');
    await world.start('ungrouped.yml', INPUTS);
    await world.sandbox.until(
      () => runsOf(world)[1]?.conclusion !== undefined && runsOf(world)[1]?.conclusion !== null,
    );
    const [, second] = runsOf(world);
    expect(world.runOf(second?.id ?? 0).outputs).toMatchObject({ outcome: 'refused', reason: 'claimed' });
    expect(second?.summary).toContain(`Run ${first} works on acme/web#538 just now`);
    expect(item(world).labels).toEqual(['Todo']);
    pull.release();
    await world.sandbox.idle();
  });
});

describe('an item that comes back to todo', () => {
  test('with its pull request open, is continued on the same branch and in the same pull request', async () => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    await implement(world);
    const first = (await world.web.branches())[BRANCH] ?? '';
    await relabel(world, 'Todo');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-updated' });
    expect(world.web.pullRequests()).toHaveLength(1);
    expect(git(world, 'rev-parse', `${BRANCH}^`)).toBe(first);
    expect(item(world).labels).toEqual(['In review']);
  });

  test('with its pull request closed unmerged, is started anew from the default branch', async () => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    await implement(world);
    const [first] = world.web.pullRequests();
    await closePullRequest(world, first?.number ?? 0);
    await relabel(world, 'Todo');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(world.web.pullRequests().filter(({ state }) => state === 'open')).toMatchObject([
      { head: BRANCH },
    ]);
    expect(world.web.pullRequests()).toHaveLength(2);
    expect(git(world, 'rev-parse', `${BRANCH}^`)).toBe(git(world, 'rev-parse', 'main'));
    expect(run.summary).toContain('started anew');
  });

  test("with somebody's commits on a branch without a pull request, is refused, and the commits stay", async () => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    const { number } = await world.web.addPullRequest({
      title: 'By hand',
      head: BRANCH,
      files: { 'by-hand.md': 'x' },
      author: 'mona',
    });
    await closePullRequest(world, number);
    const before = (await world.web.branches())[BRANCH];
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'branch-has-foreign-commits' });
    expect(run).toMatchObject({ conclusion: 'success', annotations: [{ level: 'notice' }] });
    expect((await world.web.branches())[BRANCH]).toBe(before);
    expect(world.web.pullRequests()).toMatchObject([{ number, state: 'closed' }]);
    expect(comments(world)).toEqual([expect.stringContaining(`\`${BRANCH}\` has no open pull request`)]);
    expect(item(world).labels).toEqual(['In progress']);
  });
});

describe('an item that is not in todo', () => {
  test.each([
    ['In progress', 'noop', 'already-there'],
    ['Backlog', 'refused', 'state-changed'],
  ])('but in %s, is left alone', async (label, outcome, reason) => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    await relabel(world, label);
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome, reason, 'previous-state': label });
    expect(item(world)).toMatchObject({ labels: [label], comments: [] });
    expect(await branches(world)).toEqual(['main']);
    expect(world.web.pullRequests()).toEqual([]);
  });
});

describe('work that does not succeed', () => {
  test.each([
    ['changes nothing', 'true', 'no-changes', 'changed no file'],
    ['fails', 'exit 3', 'engine-failed', 'exit code 3'],
  ])(
    'because the command %s, is said on the item, and nothing is pushed',
    async (_what, command, reason, words) => {
      await using world = await createImplementationWorld({ command });
      const run = await implement(world);
      expect(run.outputs).toMatchObject({ outcome: 'failed', reason, 'previous-state': 'Todo' });
      expect(run.conclusion).toBe('failure');
      expect(comments(world)).toEqual([expect.stringMatching(new RegExp(`\`${reason}\`[\\s\\S]*${words}`))]);
      expect(await branches(world)).toEqual(['main']);
      expect(world.web.pullRequests()).toEqual([]);
      expect(item(world).labels).toEqual(['In progress']);
    },
  );

  test('is kept on the branch, where the next attempt starts without it', async () => {
    const command = 'echo "$(ls)" > seen.md; test "$(grep -c ready "$INTERLOCK_ITEM_FILE")" = 1';
    await using world = await createImplementationWorld({ command });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect(comments(world)[0]).toContain(`What was changed is kept on the branch \`${BRANCH}\``);
    expect(await world.web.readFile(BRANCH, 'seen.md')).toBe('README.md\n');
    expect(git(world, 'log', '-1', '--format=%s%n%b', BRANCH)).toMatch(/^Sort by date\nUnfinished: /);
    expect(world.web.pullRequests()).toEqual([]);
    await relabel(world, 'Todo');
    await act(world, 'PATCH', 'issues/538', { body: 'ready' });
    expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
    expect(await world.web.readFile(BRANCH, 'seen.md')).toBe('README.md\n');
    expect(git(world, 'rev-parse', `${BRANCH}^`)).toBe(git(world, 'rev-parse', 'main'));
  });

  test('is kept beside the branch of an open pull request, which nobody is to merge with it', async () => {
    const command = 'test -f first.md && echo half > half.md && exit 1; touch first.md';
    await using world = await createImplementationWorld({ command });
    await implement(world);
    const first = (await world.web.branches())[BRANCH];
    await relabel(world, 'Todo');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect((await world.web.branches())[BRANCH]).toBe(first);
    expect(comments(world)[0]).toContain(`kept on the branch \`${BRANCH}-unfinished\``);
    expect(await world.web.readFile(`${BRANCH}-unfinished`, 'half.md')).toBe('half\n');
    await relabel(world, 'Todo');
    expect((await implement(world)).outputs).toMatchObject({ reason: 'engine-failed' });
    expect(git(world, 'rev-parse', `${BRANCH}-unfinished^`)).toBe(first);
  });

  test('is kept when a person cancels the run', async () => {
    const command = `${ADD_LINE}; curl --silent "$(git remote get-url origin | cut -d/ -f1-3)/api/v3/zen"; sleep 300`;
    await using world = await createImplementationWorld({ command });
    const id = await world.start('interlock.yml', INPUTS);
    await world.sandbox.until(() => world.sandbox.calls.some(({ path }) => path.endsWith('/zen')));
    await act(world, 'POST', `actions/runs/${id}/cancel`, {});
    await world.sandbox.idle();
    expect(world.runOf(id).outputs).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    expect(comments(world)[0]).toContain(`kept on the branch \`${BRANCH}\``);
    expect(await world.web.readFile(BRANCH, 'log.md')).toMatch(/^\d+\n$/);
  });

  test('stops for its own reason if it cannot be kept, and says what stood in the way', async () => {
    await using world = await createImplementationWorld({ command: `${ADD_LINE}; exit 3` });
    world.web.addRuleset({ name: 'All', branches: ['~ALL'], rules: ['creation'] });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect(comments(world)[0]).toMatch(
      /exit code 3[\s\S]*could not be kept on the branch[\s\S]*exempt the branches/,
    );
  });

  test('is said in one comment, which a later success rewrites', async () => {
    const command = 'test "$(cat "$INTERLOCK_ITEM_FILE" | grep -c ready)" = 1 && touch done.md';
    await using world = await createImplementationWorld({ command });
    await implement(world);
    await relabel(world, 'Todo');
    await implement(world);
    expect(comments(world)).toEqual([expect.stringContaining('`engine-failed`')]);
    await relabel(world, 'Todo');
    await act(world, 'PATCH', 'issues/538', { body: 'ready' });
    await implement(world);
    expect(comments(world)).toEqual([expect.stringMatching(/\*\*\n\nOpened pull request \[#\d+\]/)]);
    expect(statuses(world)).toEqual([
      ['pull-request', 'working', 'stopped', 'working', 'stopped', 'working'],
    ]);
  });

  test('because the branch was changed meanwhile, pushes nothing over it', async () => {
    const command = `${ADD_LINE}; git --git-dir="$(node -p 'JSON.parse(fs.readFileSync(process.env.INTERLOCK_ITEM_FILE)).body')" update-ref refs/heads/${BRANCH} main`;
    await using world = await createImplementationWorld({ command });
    await act(world, 'PATCH', 'issues/538', { body: world.web.gitDir });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'branch-moved' });
    expect((await world.web.branches())[BRANCH]).toBe((await world.web.branches())['main']);
    expect(world.web.pullRequests()).toEqual([]);
  });

  test('because GitHub Actions may not create pull requests, says which setting is in the way', async () => {
    await using world = await createImplementationWorld({
      command: ADD_LINE,
      allowActionsToCreatePullRequests: false,
    });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(comments(world)).toEqual([
      expect.stringContaining('Allow GitHub Actions to create and approve pull requests'),
    ]);
  });

  test.each([
    ['required_signatures', 'Commits must have verified signatures'],
    ['creation', 'Cannot create ref due to creations being restricted'],
  ] as const)('because a rule forbids the push, names it: %s', async (rule, said) => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    world.web.addRuleset({ name: 'All', branches: ['~ALL'], rules: [rule] });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(comments(world)).toEqual([
      expect.stringContaining(
        `A rule of the repository protects the branch (${said}): exempt the branches below \`interlock/\`.`,
      ),
    ]);
    expect(await branches(world)).toEqual(['main']);
    expect(item(world).labels).toEqual(['In progress']);
  });

  test('because a rule wants pull requests, is refused the second time, when the branch is there', async () => {
    await using world = await createImplementationWorld({ command: ADD_LINE });
    world.web.addRuleset({ name: 'Items', branches: ['interlock/**/*'], rules: ['pull_request'] });
    expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
    const first = (await world.web.branches())[BRANCH];
    await relabel(world, 'Todo');
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(comments(world)[0]).toContain('(Changes must be made through a pull request)');
    expect((await world.web.branches())[BRANCH]).toBe(first);
  });

  test('because the token may not push, names what it lacks', async () => {
    await using world = await createImplementationWorld({
      command: ADD_LINE,
      permissions: { contents: 'read', issues: 'write', 'pull-requests': 'write' },
    });
    expect((await implement(world)).outputs).toMatchObject({
      outcome: 'failed',
      reason: 'permission-missing',
    });
    expect(await branches(world)).toEqual(['main']);
  });
});

test('a person who moves the item meanwhile wins: the pull request stands, the item stays', async () => {
  await using world = await createImplementationWorld({ command: ADD_LINE });
  const barrier = world.sandbox.hold(({ operationId }) => operationId === 'pulls/create');
  const id = await world.start('interlock.yml', INPUTS);
  await barrier.reached;
  await relabel(world, 'Planning');
  barrier.release();
  await world.sandbox.idle();
  expect(world.runOf(id).outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
  expect(item(world).labels).toEqual(['Planning']);
  expect(world.web.pullRequests()).toHaveLength(1);
});
