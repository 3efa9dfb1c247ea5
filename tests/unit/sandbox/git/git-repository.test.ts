import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../../../../src/sandbox/git/git-repository.ts';

const author = { name: 'octocat', email: 'octocat@example.com', date: new Date('2026-01-02T03:04:05Z') };

let folder: string;
let repository: GitRepository;
let root: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-repository-'));
  repository = await GitRepository.create(join(folder, 'one.git'));
  root = await repository.commitFiles({
    branch: 'main',
    message: 'Start',
    files: { 'README.md': 'hello\n', 'scripts/go.sh': '#!/bin/sh\n' },
    author,
  });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function commit(branch: string, files: Record<string, string>, parents?: string[]): Promise<string> {
  return repository.commitFiles({
    branch,
    message: `On ${branch}`,
    files,
    author,
    ...(parents && { parents }),
  });
}

describe('a bare repository', () => {
  test('gives the same commits the same oids, whoever runs it and when', () => {
    expect(root).toBe('4926eaf57ec89be38e730f688efb6f7c21f4f7f2');
  });

  test('is one that git accepts as sound', async () => {
    const { tryGit } = await import('../../../../src/sandbox/git/run-git.ts');
    const check = await tryGit({ gitDir: repository.gitDir, args: ['fsck', '--strict'] });
    expect(check).toMatchObject({ code: 0 });
  });

  test('reads files, folders and heads, and calls what is not there undefined', async () => {
    expect(await repository.readFile('main', 'README.md')).toBe('hello\n');
    expect(await repository.readFile(root, 'scripts/go.sh')).toBe('#!/bin/sh\n');
    expect(await repository.readFile('main', 'absent.md')).toBeUndefined();
    expect(await repository.readFile('absent', 'README.md')).toBeUndefined();
    expect(await repository.readFile('main', 'scripts')).toBeUndefined();
    expect(await repository.branches()).toEqual({ main: root });
    expect(await repository.head('absent')).toBeUndefined();
    expect((await repository.listTree('main', { path: 'scripts' }))?.[0]).toMatchObject({
      path: 'scripts/go.sh',
      mode: '100755',
      size: 10,
    });
  });

  test('carries unchanged files over and takes deleted ones away', async () => {
    await repository.commitFiles({
      branch: 'main',
      message: 'Change',
      files: { 'a "quoted" name.txt': 'x' },
      deletions: ['scripts/go.sh'],
      author,
    });
    const paths = (await repository.listTree('main', { recursive: true }))?.map((entry) => entry.path);
    expect(paths).toEqual(['README.md', 'a "quoted" name.txt']);
  });

  test('refuses a commit whose parent is no longer the head of the branch', async () => {
    await commit('main', { a: '1' });
    await expect(commit('main', { a: '2' }, [root])).rejects.toThrow('could not commit to main');
  });

  test('creates a ref only once', async () => {
    expect(await repository.createRef('refs/heads/topic', root)).toEqual({ ok: true });
    expect(await repository.createRef('refs/heads/topic', root)).toMatchObject({
      ok: false,
      reason: 'exists',
    });
  });

  test('moves a ref only from where it is expected', async () => {
    const next = await commit('topic', { a: '1' }, [root]);
    expect(await repository.updateRef('refs/heads/topic', root, root)).toMatchObject({
      ok: false,
      reason: 'stale',
    });
    expect(await repository.updateRef('refs/heads/topic', root, next)).toEqual({ ok: true });
    expect(await repository.deleteRef('refs/heads/topic', next)).toMatchObject({
      ok: false,
      reason: 'stale',
    });
    expect(await repository.deleteRef('refs/heads/topic')).toEqual({ ok: true });
    expect(await repository.deleteRef('refs/heads/topic')).toMatchObject({ ok: false, reason: 'missing' });
  });

  test('refuses a branch that would be a folder of another', async () => {
    await repository.createRef('refs/heads/a', root);
    expect(await repository.createRef('refs/heads/a/b', root)).toMatchObject({ ok: false });
  });

  test('merges with both parents, and lists what the branch changed', async () => {
    const topic = await commit('topic', { 'README.md': 'hello\nthere\n', new: 'n\n' }, [root]);
    await commit('main', { other: 'o\n' });
    expect(await repository.changedFiles('main', topic)).toMatchObject([
      { path: 'README.md', status: 'modified', additions: 1, deletions: 0 },
      { path: 'new', status: 'added', additions: 1, deletions: 0 },
    ]);
    expect((await repository.commits('main', topic)).map(({ oid }) => oid)).toEqual([topic]);
    const merged = await repository.merge({ base: 'main', head: topic, message: 'Merge', author });
    expect(merged).toBe(await repository.head('main'));
    expect(await repository.isAncestor(topic, 'main')).toBe(true);
    expect((await repository.commit('main'))?.parents).toHaveLength(2);
    expect(await repository.readFile('main', 'other')).toBe('o\n');
  });

  test('answers a conflicting merge with undefined and leaves the branch alone', async () => {
    const topic = await commit('topic', { 'README.md': 'one\n' }, [root]);
    const head = await commit('main', { 'README.md': 'two\n' });
    expect(await repository.canMerge('main', topic)).toBe(false);
    expect(await repository.merge({ base: 'main', head: topic, message: 'Merge', author })).toBeUndefined();
    expect(await repository.head('main')).toBe(head);
  });

  test('recognises a renamed file', async () => {
    const topic = await repository.commitFiles({
      branch: 'topic',
      message: 'Rename',
      files: { 'docs/README.md': 'hello\n' },
      deletions: ['README.md'],
      parents: [root],
      author,
    });
    expect(await repository.changedFiles('main', topic)).toMatchObject([
      { path: 'docs/README.md', previousPath: 'README.md', status: 'renamed' },
    ]);
  });
});

describe('the commits between two', () => {
  function byGit(...revisions: string[]): readonly string[] {
    const args = ['--git-dir', repository.gitDir, 'rev-list', '--reverse', '--topo-order', ...revisions];
    return execFileSync('git', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
  }

  async function grow(branch: string, count: number): Promise<string> {
    let head = '';
    for (let index = 0; index < count; index++) head = await commit(branch, { [`${branch}-${index}`]: 'x' });
    return head;
  }

  async function oids(commits: Promise<readonly { readonly oid: string }[]>): Promise<readonly string[]> {
    return (await commits).map(({ oid }) => oid);
  }

  test.each([2, 80])('of a line of %i are those that git names', async (count) => {
    const head = await grow('main', count);
    expect(await oids(repository.commits(root, head))).toEqual(byGit(`${root}..${head}`));
    expect(await oids(repository.commits(root, head))).toHaveLength(count);
    expect(await oids(repository.commits(head, root))).toEqual([]);
    expect(await oids(repository.commits(head, head))).toEqual([]);
    expect(await oids(repository.allCommits(head))).toEqual(byGit(head));
  });

  test('that stand on two branches are those that git names, also beyond a merge', async () => {
    const topic = await commit('topic', { 'topic.md': 'x' }, [root]);
    const main = await grow('main', 2);
    expect(await oids(repository.commits(main, topic))).toEqual([topic]);
    const message = 'Merge';
    const merged = await repository.merge({ base: 'main', head: topic, message, author });
    const head = await commit('main', { 'after.md': 'x' });
    expect(merged).toBeDefined();
    expect(await oids(repository.commits(root, head))).toEqual(byGit(`${root}..${head}`));
    expect(await oids(repository.commits(topic, head))).toEqual(byGit(`${topic}..${head}`));
    expect(await oids(repository.allCommits(head))).toEqual(byGit(head));
  });
});
