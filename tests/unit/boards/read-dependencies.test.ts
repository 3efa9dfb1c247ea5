import { describe, expect, test } from 'vitest';
import { createDependencyReader } from '../../../src/boards/github-issues/read-dependencies.ts';
import { formatItemId, type ItemId } from '../../../src/core/item-id.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import { createGitHubLabelsWorld, type GitHubLabelsWorld } from '../../contract/github-labels-world.ts';
import { startWire } from '../github/wire.ts';

describe('what GitHub lists', () => {
  test('is not asked for where GitHub counts nothing', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ body: 'No dependencies.' });
    expect(await readerOf(world)(await itemOf(world, id))).toEqual({
      dependencies: [],
      counted: 0,
      listed: 0,
    });
    expect(world.traffic().reads).toBe(1);
  });

  test('blocks while it is open', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ blockers: 2 });
    expect(await readerOf(world)(await itemOf(world, id))).toMatchObject({
      dependencies: [{ kind: 'unfinished' }, { kind: 'unfinished' }],
      counted: 2,
      listed: 2,
    });
  });

  test('leaves a difference where the token cannot see a blocker', async () => {
    await using world = await createGitHubLabelsWorld();
    const secret = await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
    const hidden = secret.addIssue({ title: 'x' });
    const { number } = world.web.addIssue({ title: 'x', blockedBy: [`acme/secret#${hidden.number}`] });
    expect(await read(world, { ...web, number })).toEqual({ dependencies: [], counted: 1, listed: 0 });
  });

  test('does not count a closed blocker in the place of one that the token cannot see', async () => {
    await using world = await createGitHubLabelsWorld();
    const secret = await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
    const hidden = secret.addIssue({ title: 'x' });
    const closed = world.addItem({ open: false });
    const { number } = world.web.addIssue({
      title: 'x',
      blockedBy: [`acme/secret#${hidden.number}`, closed.number],
    });
    expect(await read(world, { ...web, number })).toEqual({ dependencies: [], counted: 1, listed: 0 });
  });
});

describe('what the text names', () => {
  test.each([
    ['an open issue', { states: ['In progress'] }, 'unfinished'],
    ['an open issue outside the pipeline', {}, 'unfinished'],
    ['a closed issue', { open: false }, 'resolved'],
    ['an open issue in done', { states: ['Done'] }, 'resolved'],
    ['an open issue in merged', { states: ['merged'] }, 'resolved'],
    ['an open issue in the middle of a move to done', { states: ['In review', 'Done'] }, 'unfinished'],
  ] as const)('%s: is %s', async (_, named, kind) => {
    await using world = await createGitHubLabelsWorld();
    const blocker = world.addItem({ ...named, repository: 'api' });
    const id = world.addItem({ title: `Needs ${formatItemId(blocker)}` });
    expect(await read(world, id)).toMatchObject({ dependencies: [{ kind, id: blocker }] });
  });

  test('an open issue in the "Done" of a repository outside the project is unfinished', async () => {
    await using world = await createGitHubLabelsWorld();
    const other = await world.sandbox.createRepository({ owner: 'other', name: 'lib' });
    const { number } = other.addIssue({ title: 'x', labels: ['Done'] });
    const id = world.addItem({ body: `Blocked by other/lib#${number}` });
    expect(await read(world, id)).toMatchObject({ dependencies: [{ kind: 'unfinished' }] });
  });

  test('a pull request is resolved once it is closed or merged', async () => {
    await using world = await createGitHubLabelsWorld();
    const pullRequest = await world.addPullRequest('Done');
    if (!pullRequest) throw new Error('no pull request');
    const id = world.addItem({ body: `Blocked by ${formatItemId(pullRequest)}` });
    expect(await read(world, id)).toMatchObject({ dependencies: [{ kind: 'unfinished' }] });
    await world.github.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner: 'acme',
      repo: 'web',
      pull_number: pullRequest.number,
      state: 'closed',
    });
    expect(await read(world, id)).toMatchObject({ dependencies: [{ kind: 'resolved' }] });
  });
});

const answer = (status: number, body: object) => ({ status, body: JSON.stringify(body) });

test.each([
  [
    'deleted',
    [answer(410, {}), answer(200, { full_name: 'other/lib', default_branch: 'main', private: true })],
    'missing',
  ],
  ['not to be read', [answer(403, { message: 'Resource not accessible by integration' })], 'unreadable'],
  ['transferred and closed', [answer(200, transferred('closed'))], 'resolved'],
  ['transferred and open', [answer(200, transferred('open'))], 'unfinished'],
  [
    'missing elsewhere',
    [answer(404, {}), answer(200, { full_name: 'other/lib', default_branch: 'main', private: true })],
    'missing',
  ],
  ['hidden elsewhere', [answer(404, {}), answer(404, {})], 'unreadable'],
] as const)('an issue of another repository that is %s', async (_, answers, kind) => {
  await using wire = await startWire([...answers]);
  await using world = await createGitHubLabelsWorld();
  const item = await itemOf(world, world.addItem({ body: 'Blocked by other/lib#12' }));
  const reader = createDependencyReader({ github: wire.github, board: world.board, repositories: [web] });
  expect(await reader(item)).toMatchObject({ dependencies: [{ kind }] });
});

test('what GitHub lists exists, though it cannot be seen', async () => {
  const blocker = { ...transferred('open'), html_url: 'https://github.com/acme/web/issues/12', number: 12 };
  await using wire = await startWire([answer(200, [blocker]), answer(404, {})]);
  await using world = await createGitHubLabelsWorld();
  const item = { ...(await itemOf(world, world.addItem())), openBlockers: 1 };
  const reader = createDependencyReader({ github: wire.github, board: world.board, repositories: [web] });
  expect(await reader(item)).toMatchObject({ dependencies: [{ kind: 'unreadable' }] });
});

test('what is both listed and named counts once', async () => {
  await using world = await createGitHubLabelsWorld();
  const blocker = world.addItem();
  const { number } = world.web.addIssue({
    title: 'x',
    body: `Blocked by #${blocker.number}`,
    blockedBy: [blocker.number],
  });
  expect(await read(world, { ...web, number })).toMatchObject({
    dependencies: [{ kind: 'unfinished', id: blocker }],
  });
});

test('one decision looks each dependency up once, the next one anew', async () => {
  await using world = await createGitHubLabelsWorld();
  const blocker = world.addItem({ open: false });
  const items = await Promise.all(
    [1, 2, 3].map(() => itemOf(world, world.addItem({ body: `After #${blocker.number}` }))),
  );
  const before = world.traffic().reads;
  const reader = readerOf(world);
  for (const item of items) await reader(item);
  await Promise.all(items.map(reader));
  expect(world.traffic().reads - before).toBe(1);
  for (const item of items.slice(0, 1)) await readerOf(world)(item);
  expect(world.traffic().reads - before).toBe(2);
});

test.each<[string, Fault, string]>([
  ['a rate limit', { kind: 'secondary-limit', retryAfter: 60 }, 'rate-limited'],
  ['an outage', { kind: 'status', status: 500 }, 'github-unavailable'],
])('%s ends the decision instead of blocking an item', async (_, fault, reason) => {
  await using world = await createGitHubLabelsWorld();
  const named = await itemOf(world, world.addItem({ body: 'Blocked by #4711' }));
  const listed = await itemOf(world, world.addItem({ blockers: 1 }));
  world.sandbox.inject({ match: () => true, fault });
  await expect(readerOf(world)(named)).rejects.toMatchObject({ reason });
  await expect(readerOf(world)(listed)).rejects.toMatchObject({ reason });
});

const web = { owner: 'acme', repository: 'web' };

function transferred(state: 'open' | 'closed') {
  return {
    number: 9,
    title: 'x',
    html_url: 'https://github.com/other/app/issues/9',
    state,
    created_at: '2026-11-01T00:00:00Z',
    labels: [],
  };
}

function readerOf({ github, board }: GitHubLabelsWorld) {
  return createDependencyReader({ github, board, repositories: [web, { owner: 'acme', repository: 'api' }] });
}

async function read(world: GitHubLabelsWorld, id: ItemId) {
  return readerOf(world)(await itemOf(world, id));
}

async function itemOf({ board }: GitHubLabelsWorld, id: ItemId) {
  const item = await board.read(id);
  if (!item) throw new Error(`${formatItemId(id)} is not on the board`);
  return item;
}
