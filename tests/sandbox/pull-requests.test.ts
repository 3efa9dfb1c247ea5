import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop', files: { 'a.txt': 'one\n' } });
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }).token);
});

afterEach(() => end(sandbox));

async function branch(name: string, files: Record<string, string>): Promise<void> {
  const main = await ann.rest.git.getRef({ ...shop, ref: 'heads/main' });
  await ann.rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha: main.data.object.sha });
  for (const [path, text] of Object.entries(files)) {
    await ann.rest.repos.createOrUpdateFileContents({
      ...shop,
      path,
      branch: name,
      message: `Write ${path}`,
      content: Buffer.from(text).toString('base64'),
    });
  }
}

describe('pull requests', () => {
  test('are made from a branch, and found by it', async () => {
    await branch('interlock/shop/shop-5', { 'b.txt': 'two\n' });
    const made = await ann.rest.pulls.create({
      ...shop,
      title: 'B',
      head: 'interlock/shop/shop-5',
      base: 'main',
    });
    expect(made.data).toMatchObject({
      commits: 1,
      additions: 1,
      changed_files: 1,
      mergeable: true,
      user: { login: 'ann' },
    });
    const found = await ann.rest.pulls.list({ ...shop, head: 'acme:interlock/shop/shop-5', base: 'main' });
    expect(found.data.map(({ number }) => number)).toEqual([made.data.number]);
    const files = await ann.rest.pulls.listFiles({ ...shop, pull_number: made.data.number });
    expect(files.data.map(({ filename, status }) => [filename, status])).toEqual([['b.txt', 'added']]);
    const commits = await ann.rest.pulls.listCommits({ ...shop, pull_number: made.data.number });
    expect(commits.data.map(({ commit }) => commit.message)).toEqual(['Write b.txt']);
  });

  test('are one for a head and a base: the second is refused as GitHub refuses it', async () => {
    await branch('work', { 'b.txt': 'two\n' });
    await ann.rest.pulls.create({ ...shop, title: 'B', head: 'work', base: 'main' });
    const second = await refusal(
      ann.rest.pulls.create({ ...shop, title: 'B again', head: 'work', base: 'main' }),
    );
    expect(second).toEqual({
      status: 422,
      message: 'Validation Failed: A pull request already exists for acme:work.',
    });
  });

  test('of two racing callers, only one is made', async () => {
    await branch('work', { 'b.txt': 'two\n' });
    const create = () => ann.rest.pulls.create({ ...shop, title: 'B', head: 'work', base: 'main' });
    const outcomes = await Promise.allSettled([create(), create()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(repository.pullRequests()).toHaveLength(1);
  });

  test('may be made again when the first is closed', async () => {
    await branch('work', { 'b.txt': 'two\n' });
    const { data } = await ann.rest.pulls.create({ ...shop, title: 'B', head: 'work', base: 'main' });
    await ann.rest.pulls.update({ ...shop, pull_number: data.number, state: 'closed' });
    await ann.rest.pulls.create({ ...shop, title: 'B again', head: 'work', base: 'main' });
    expect(repository.pullRequests().map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  test('need commits and existing branches', async () => {
    await branch('empty', {});
    const create = (head: string, base = 'main') =>
      refusal(ann.rest.pulls.create({ ...shop, title: 'x', head, base }));
    expect((await create('empty')).message).toBe('Validation Failed: No commits between main and empty');
    expect((await create('absent')).message).toContain('"field":"head"');
    expect((await create('empty', 'absent')).message).toContain('"field":"base"');
  });

  test('follow their head branch', async () => {
    const { number } = await repository.addPullRequest({ title: 'W', head: 'work', files: { 'b.txt': 'b' } });
    await ann.rest.repos.createOrUpdateFileContents({
      ...shop,
      path: 'c.txt',
      branch: 'work',
      message: 'more',
      content: 'Yw==',
    });
    const { data } = await ann.rest.pulls.get({ ...shop, pull_number: number });
    expect(data.head.sha).toBe((await repository.branches()).work);
    expect(data.commits).toBe(2);
  });

  test('close when their head branch goes', async () => {
    await repository.addPullRequest({ title: 'W', head: 'work', files: { 'b.txt': 'b' } });
    await ann.rest.git.deleteRef({ ...shop, ref: 'heads/work' });
    expect(repository.pullRequests()).toMatchObject([{ state: 'closed', merged: false }]);
  });

  test('are reviewed', async () => {
    const { number } = await repository.addPullRequest({ title: 'W', head: 'work', files: { 'b.txt': 'b' } });
    await ann.rest.pulls.createReview({ ...shop, pull_number: number, event: 'APPROVE', body: 'Fine.' });
    const { data } = await ann.rest.pulls.listReviews({ ...shop, pull_number: number });
    expect(data).toMatchObject([{ state: 'APPROVED', user: { login: 'ann' } }]);
  });
});

describe('a merge', () => {
  test('closes the pull request and the issues that it says it closes', async () => {
    for (const number of [5, 6]) repository.addIssue({ number, title: `issue ${number}` });
    const { number } = await repository.addPullRequest({
      title: 'W',
      head: 'work',
      files: { 'b.txt': 'b\n' },
      body: 'Fixes #5. Mentions #6.',
    });
    const { data } = await ann.rest.pulls.merge({ ...shop, pull_number: number });
    expect(repository.pullRequests()).toMatchObject([{ state: 'closed', merged: true }]);
    expect((await repository.branches()).main).toBe(data.sha);
    expect(await repository.readFile('main', 'b.txt')).toBe('b\n');
    expect(repository.issue(5)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(repository.issue(6).state).toBe('open');
  });

  test('into another branch than the default one closes no issue', async () => {
    repository.addIssue({ number: 5, title: 'issue' });
    await branch('release', {});
    const { number } = await repository.addPullRequest({
      title: 'W',
      head: 'work',
      base: 'release',
      files: { 'b.txt': 'b' },
      body: 'Closes #5',
    });
    await ann.rest.pulls.merge({ ...shop, pull_number: number });
    expect(repository.issue(5).state).toBe('open');
  });

  test('of a head that has moved is refused', async () => {
    const { number } = await repository.addPullRequest({ title: 'W', head: 'work', files: { 'b.txt': 'b' } });
    const stale = await refusal(ann.rest.pulls.merge({ ...shop, pull_number: number, sha: '0'.repeat(40) }));
    expect(stale).toEqual({
      status: 409,
      message: 'Head branch was modified. Review and try the merge again.',
    });
  });

  test('that conflicts is refused', async () => {
    const { number } = await repository.addPullRequest({
      title: 'W',
      head: 'work',
      files: { 'a.txt': 'theirs\n' },
    });
    const file = await ann.rest.repos.getContent({ ...shop, path: 'a.txt' });
    const sha = (file.data as { sha: string }).sha;
    await ann.rest.repos.createOrUpdateFileContents({
      ...shop,
      path: 'a.txt',
      sha,
      message: 'ours',
      content: 'b3Vycw==',
    });
    const { data } = await ann.rest.pulls.get({ ...shop, pull_number: number });
    expect(data.mergeable).toBe(false);
    expect(await refusal(ann.rest.pulls.merge({ ...shop, pull_number: number }))).toMatchObject({
      status: 405,
    });
  });
});
