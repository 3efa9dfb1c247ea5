import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitRepository } from '../../../../src/sandbox/git/git-repository.ts';

// What is written without git is what git writes: each test compares with git's own answer.
const author = { name: 'Ada <Lo>', email: 'ada@example.com', date: new Date('2026-01-02T03:04:05Z') };
const identity = {
  GIT_AUTHOR_NAME: 'Ada Lo',
  GIT_AUTHOR_EMAIL: author.email,
  GIT_AUTHOR_DATE: '1767323045 +0000',
  GIT_COMMITTER_NAME: 'Ada Lo',
  GIT_COMMITTER_EMAIL: author.email,
  GIT_COMMITTER_DATE: '1767323045 +0000',
};

let folder: string;
let repository: GitRepository;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commit-files-'));
  repository = await GitRepository.create(join(folder, 'one.git'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function git(args: readonly string[], input: string | Buffer = ''): string {
  const env = { PATH: process.env['PATH'], HOME: folder, GIT_INDEX_FILE: join(folder, 'index'), ...identity };
  const options = { env, input, encoding: 'latin1' } as const;
  return execFileSync('git', ['--git-dir', repository.gitDir, ...args], options).trim();
}

function commit(
  files: Readonly<Record<string, string>>,
  deletions: readonly string[] = [],
  branch = 'main',
): Promise<string> {
  return repository.commitFiles({ branch, message: 'One\n\nTwo.', files, deletions, author });
}

describe('a commit that is written without git', () => {
  test('has the id that git gives to the same content', async () => {
    const files = {
      'b.txt': 'b\n',
      'b/c.txt': 'c',
      'b-d': '',
      'é/\u{1F512}.md': 'x',
      'run.sh': '#!/bin/sh\n',
    };
    const oid = await commit(files);
    for (const [path, content] of Object.entries(files)) {
      const blob = git(['hash-object', '-w', '--stdin'], content);
      git([
        'update-index',
        '--add',
        '--cacheinfo',
        `${path === 'run.sh' ? '100755' : '100644'},${blob},${path}`,
      ]);
    }
    expect(git(['rev-parse', `${oid}^{tree}`])).toBe(git(['write-tree']));
    expect(git(['commit-tree', git(['write-tree'])], 'One\n\nTwo.')).toBe(oid);
    expect(git(['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  test('replaces a file by a folder and a folder by a file, and leaves no empty folder', async () => {
    await commit({ a: '1', 'c/d/e': '2', 'c/f': '3', g: '4' });
    const oid = await commit({ 'a/b': '5', c: '6' }, ['g']);
    expect(git(['ls-tree', '-r', '--name-only', oid]).split('\n')).toEqual(['a/b', 'c']);
    const next = await commit({}, ['a/b', 'no/such']);
    expect(git(['ls-tree', '-r', '--name-only', next]).split('\n')).toEqual(['c']);
    expect(git(['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  test('keeps a name that is not UTF-8', async () => {
    await commit({ a: '1' });
    const blob = git(['rev-parse', 'main:a']);
    const tree = git(['mktree', '-z'], Buffer.from(`100644 blob ${blob}\tcaf\xe9.txt\0`, 'latin1'));
    git(['update-ref', 'refs/heads/main', git(['commit-tree', tree, '-p', 'main', '-m', 'Latin'])]);
    await commit({ b: '2' });
    expect(git(['ls-tree', '-z', '--name-only', 'main']).split('\0')).toEqual(['b', 'caf\xe9.txt', '']);
  });

  test.each(['../a', 'a//b', './a', '.git/config', 'a/.GIT/b', ''])('has no path %j', async (path) => {
    await expect(commit({ [path]: 'x' })).rejects.toThrow('git takes no such path');
    expect(await repository.head('main')).toBeUndefined();
  });
});

describe('a branch that is moved without git', () => {
  test('is where git finds it, and where a lock of git keeps it', async () => {
    const oid = await commit({ a: '1' }, [], 'one/two');
    expect(git(['rev-parse', 'one/two'])).toBe(oid);
    execFileSync('touch', [join(repository.gitDir, 'refs/heads/one/two.lock')]);
    await expect(commit({ a: '2' }, [], 'one/two')).rejects.toThrow('could not commit to one/two');
    expect(git(['rev-parse', 'one/two'])).toBe(oid);
  });

  test('is refused where it would be a folder of another branch, or below one', async () => {
    await commit({ a: '1' }, [], 'one');
    await expect(commit({ a: '1' }, [], 'one/two')).rejects.toThrow('could not commit to one/two');
    await commit({ a: '1' }, [], 'three/four');
    await expect(commit({ a: '1' }, [], 'three')).rejects.toThrow('could not commit to three');
  });

  test('points to commits alone', async () => {
    const oid = await commit({ a: '1' });
    const blob = git(['rev-parse', `${oid}:a`]);
    expect(await repository.createRef('refs/heads/blob', blob)).toMatchObject({ ok: false });
    expect(await repository.createRef('refs/heads/none', '1'.repeat(40))).toMatchObject({ ok: false });
  });
});

test('tells the paths in which two commits differ, a renamed file twice', async () => {
  const before = await commit({ 'a.txt': '1', 'b/c': '2', 'b/d': '3', e: '4' });
  const after = await commit({ 'a.txt': '5', 'b/x': '2', 'e/f': '6' }, ['b/c']);
  expect(await repository.changedPaths(before, after)).toEqual({
    added: ['b/x', 'e/f'],
    removed: ['b/c', 'e'],
    modified: ['a.txt'],
  });
});
