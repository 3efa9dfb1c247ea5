import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, end, refusal } from './client.ts';

const web = { owner: 'acme', repo: 'web' };

let sandbox: Sandbox;
let repository: RepositoryHandle;
let mona: ReturnType<typeof client>;

beforeEach(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  mona = client(sandbox, token);
});

afterEach(() => end(sandbox));

const orphan = async (message: string) => {
  const tree = await mona.rest.git.createTree({
    ...web,
    tree: [{ path: 'a.txt', mode: '100644', type: 'blob', content: 'A\n' }],
  });
  return mona.rest.git.createCommit({ ...web, message, tree: tree.data.sha, parents: [] });
};

test('a tree, a commit and a ref make a branch without a history', async () => {
  const author = { name: 'Bot', email: 'bot@example.com' };
  const tree = await mona.rest.git.createTree({
    ...web,
    tree: [
      { path: 'a.txt', mode: '100644', type: 'blob', content: 'A\n' },
      { path: 'b.txt', mode: '100644', type: 'blob', content: 'B\n' },
    ],
  });
  expect(tree.data.tree.map(({ path, size }) => [path, size])).toEqual([
    ['a.txt', 2],
    ['b.txt', 2],
  ]);
  const { data } = await mona.rest.git.createCommit({
    ...web,
    message: 'First',
    tree: tree.data.sha,
    parents: [],
    author,
  });
  expect(data).toMatchObject({ author, committer: author, parents: [], message: 'First' });
  expect(await repository.branches()).not.toHaveProperty('side');
  await mona.rest.git.createRef({ ...web, ref: 'refs/heads/side', sha: data.sha });
  expect((await repository.branches()).side).toBe(data.sha);
  expect(await repository.readFile('side', 'b.txt')).toBe('B\n');
  expect(await repository.readFile('side', 'README.md')).toBeUndefined();
});

test('a tree is the one that git itself would write, in whatever order its files are named', async () => {
  const { data } = await mona.rest.git.createTree({
    ...web,
    tree: [
      { path: 'über.md', mode: '100644', type: 'blob', content: 'Ü\n' },
      { path: 'go.sh', mode: '100755', type: 'blob', content: '#!/bin/sh\n' },
      { path: 'a.txt', mode: '100644', type: 'blob', content: 'A\n' },
    ],
  });
  const git = (args: string[], input = ''): string =>
    execFileSync('git', ['--git-dir', repository.gitDir, ...args], { input, encoding: 'utf8' });
  expect(git(['mktree'], git(['ls-tree', data.sha])).trim()).toBe(data.sha);
  expect(git(['-c', 'core.quotePath=false', 'ls-tree', '--name-only', data.sha])).toBe(
    'a.txt\ngo.sh\nüber.md\n',
  );
  expect(git(['cat-file', 'blob', `${data.sha}:über.md`])).toBe('Ü\n');
});

test.each([
  ['a folder for a file', { mode: '040000' as const }],
  ['a commit for a file', { type: 'commit' as const }],
  ["git's own folder", { path: '.git' }],
  ['a way up', { path: '..' }],
])('a tree with %s is refused', async (_, wrong) => {
  const entry = { path: 'a.txt', mode: '100644' as const, type: 'blob' as const, content: 'A\n' };
  const made = mona.rest.git.createTree({ ...web, tree: [{ ...entry, ...wrong }] });
  expect(await refusal(made)).toMatchObject({ status: 422 });
});

test('of two who create one ref the second is told that it exists', async () => {
  const [one, other] = [await orphan('one'), await orphan('other')];
  const ref = 'refs/heads/side';
  await mona.rest.git.createRef({ ...web, ref, sha: one.data.sha });
  expect(await refusal(mona.rest.git.createRef({ ...web, ref, sha: other.data.sha }))).toEqual({
    status: 422,
    message: 'Reference already exists',
  });
  expect((await repository.branches()).side).toBe(one.data.sha);
});

test.each([
  ['a tree that is not there', { tree: '1'.repeat(40), parents: [] }],
  ['a parent that is not there', { parents: ['1'.repeat(40)] }],
])('a commit with %s is refused', async (_, wrong) => {
  const { data } = await orphan('x');
  const commit = mona.rest.git.createCommit({ ...web, message: 'x', tree: data.tree.sha, ...wrong });
  expect(await refusal(commit)).toMatchObject({ status: 422, message: expect.stringContaining('not exist') });
});

test("answers carry the world's time, and what is counted from it", async () => {
  const date = async () => {
    const { headers } = await mona.rest.repos.get(web);
    return { date: Date.parse(headers.date ?? ''), reset: Number(headers['x-ratelimit-reset']) * 1000 };
  };
  const before = await date();
  expect(before.reset - before.date).toBe(3_600_000);
  sandbox.passTime(90);
  expect((await date()).date - before.date).toBe(90_000);
  const { data } = await mona.rest.issues.create({ ...web, title: 'x' });
  expect((await date()).date).toBe(Date.parse(data.created_at));
});
