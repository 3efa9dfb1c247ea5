import { describe, expect, test } from 'vitest';
import { listBlockers, listOpenIssues, readIssue } from '../../../../src/github/issues/issues.ts';
import { addLabel, removeLabel } from '../../../../src/github/issues/labels.ts';
import { createGitHubWorld, itemOf, web } from '../github-world.ts';
import { startWire } from '../wire.ts';

describe('an issue', () => {
  test('without a body has an empty one', async () => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x', labels: ['Todo'] });
    expect(await readIssue(world.github, itemOf(number))).toMatchObject({
      body: '',
      labels: ['Todo'],
      open: true,
    });
  });

  test('that was transferred is no longer there, though GitHub shows it in its new repository', async () => {
    await using wire = await startWire([
      { body: JSON.stringify(issueAt('https://github.com/acme/api/issues/9')) },
    ]);
    expect(await readIssue(wire.github, itemOf(538))).toBeUndefined();
  });

  test('that was deleted is no longer there', async () => {
    await using wire = await startWire([{ status: 410, body: '{"message":"This issue was deleted"}' }]);
    expect(await readIssue(wire.github, itemOf(538))).toBeUndefined();
  });

  test('on a server that tells nothing of dependencies has no blockers', async () => {
    await using wire = await startWire([
      { body: JSON.stringify(issueAt('https://ghe.acme.dev/acme/web/issues/538')) },
    ]);
    expect(await readIssue(wire.github, itemOf(538))).toMatchObject({ openBlockers: 0 });
  });

  test('with a page of another form is not understood', async () => {
    await using wire = await startWire([
      { body: JSON.stringify(issueAt('https://github.com/acme/web/wiki/538')) },
    ]);
    await expect(readIssue(wire.github, itemOf(538))).rejects.toMatchObject({
      reason: 'answer-unexpected',
      message: expect.stringContaining('html_url: is not the page of an issue'),
    });
  });
});

test('a pull request is read as one, and tells whether it was merged', async () => {
  await using world = await createGitHubWorld();
  const { number } = await world.repository.addPullRequest({
    title: 'x',
    head: 'feature',
    files: { x: 'x' },
  });
  expect(await readIssue(world.github, itemOf(number))).toMatchObject({ pullRequest: { merged: false } });
});

test('a list of issues holds no pull requests and no closed issues, the oldest first', async () => {
  await using world = await createGitHubWorld();
  const first = world.repository.addIssue({ title: 'first', labels: ['Todo'] });
  world.repository.addIssue({ title: 'closed', labels: ['Todo'], state: 'closed' });
  const { number } = await world.repository.addPullRequest({
    title: 'x',
    head: 'feature',
    files: { x: 'x' },
  });
  await addLabel(world.github, itemOf(number), 'Todo');
  const second = world.repository.addIssue({ title: 'second', labels: ['Todo'] });
  const issues = await listOpenIssues(world.github, web, 'todo');
  expect(issues.map(({ id }) => id.number)).toEqual([first.number, second.number]);
});

describe('labels', () => {
  test('are answered with all of them after one was added', async () => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x', labels: ['bug', 'Backlog'] });
    expect(await addLabel(world.github, itemOf(number), 'Todo')).toEqual(['bug', 'Backlog', 'Todo']);
  });

  test('that are not there can be removed as well', async () => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x', labels: ['bug'] });
    await removeLabel(world.github, itemOf(number), 'Todo');
    expect(world.repository.issue(number).labels).toEqual(['bug']);
  });

  test.each(['In review', 'a/b', 'needs: ?', 'für später', '100%'])('may be called %j', async (label) => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x' });
    await addLabel(world.github, itemOf(number), label);
    expect((await listOpenIssues(world.github, web, label)).map(({ id }) => id.number)).toEqual([number]);
    await removeLabel(world.github, itemOf(number), label);
    expect(world.repository.issue(number).labels).toEqual([]);
  });
});

test('blockers are listed with their state and their own repository', async () => {
  await using world = await createGitHubWorld();
  const api = await world.sandbox.createRepository({ owner: 'acme', name: 'api' });
  const open = world.repository.addIssue({ title: 'open' });
  const closed = world.repository.addIssue({ title: 'closed', state: 'closed' });
  const foreign = api.addIssue({ title: 'foreign' });
  const { number } = world.repository.addIssue({
    title: 'x',
    blockedBy: [open.number, closed.number, `acme/api#${foreign.number}`],
  });
  expect(await readIssue(world.github, itemOf(number))).toMatchObject({ openBlockers: 2 });
  expect(await listBlockers(world.github, itemOf(number))).toMatchObject([
    { id: itemOf(open.number), open: true },
    { id: itemOf(closed.number), open: false },
    { id: { owner: 'acme', repository: 'api', number: foreign.number }, open: true },
  ]);
});

function issueAt(page: string) {
  return {
    number: 538,
    title: 'x',
    body: null,
    html_url: page,
    state: 'open',
    created_at: '2026-11-01T00:00:00Z',
    labels: ['Todo', { name: 'bug' }],
  };
}
