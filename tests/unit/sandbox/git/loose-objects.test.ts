import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitRepository } from '../../../../src/sandbox/git/git-repository.ts';
import { listCommits } from '../../../../src/sandbox/git/history.ts';
import { runGit } from '../../../../src/sandbox/git/run-git.ts';

const author = { name: 'Ada  L.', email: 'ada@example.com', date: new Date('2026-01-02T03:04:05Z') };
const FILES = {
  'a.txt': 'a\n',
  'docs/b c.md': 'b\n',
  'docs/deep/é.md': '\u{1F512}',
  'run.sh': '#!/bin/sh\n',
};

let folder: string;
let gitDir: string;
let head: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loose-objects-'));
  gitDir = join(folder, 'one.git');
  const repository = await GitRepository.create(gitDir);
  const first = await commit(repository, 'main', FILES);
  head = await commit(repository, 'main', { 'a.txt': 'A\n' }, first);
  await commit(repository, 'one/two/three', { 'c.txt': 'c' }, first);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function commit(
  repository: GitRepository,
  branch: string,
  files: Readonly<Record<string, string>>,
  parent?: string,
): Promise<string> {
  const message = `On ${branch}\n\nWith a body.\n`;
  return repository.commitFiles({ branch, message, files, author, ...(parent && { parents: [parent] }) });
}

async function git(...args: readonly string[]): Promise<string> {
  return (await runGit({ gitDir, args })).toString();
}

/** What git itself says of the repository, in the form in which `read` says it. */
async function said(): Promise<unknown> {
  const refs = (await git('for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads')).trim();
  const rows = (await git('ls-tree', '-z', '-l', '-r', '-t', head)).split('\0').filter(Boolean);
  return {
    branches: refs.split('\n'),
    tree: rows.map((row) => row.replaceAll(/[ \t]+/g, ' ').replace(/ - /, ' ')),
    commits: await listCommits(gitDir, [head]),
    text: await git('cat-file', 'blob', `${head}:docs/deep/é.md`),
  };
}

/** By a reader that has read nothing yet. */
async function read(): Promise<unknown> {
  const repository = new GitRepository(gitDir);
  const tree = await repository.listTree(head, { recursive: true });
  const newest = await repository.commit(head);
  const first = await repository.commit(newest?.parents[0] ?? '');
  return {
    branches: Object.entries(await repository.branches()).map(([name, oid]) => `${name} ${oid}`),
    tree: tree?.map(({ mode, type, oid, size, path }) =>
      [mode, type, oid, ...(size === undefined ? [] : [size]), path].join(' ').replaceAll(/ +/g, ' '),
    ),
    commits: [first, newest],
    text: await repository.readFile(head, 'docs/deep/é.md'),
  };
}

describe('what is read without git', () => {
  test('is what git says', async () => {
    expect(await read()).toEqual(await said());
  });

  test('is what git says of packed objects, which are git’s to read', async () => {
    await git('repack', '-q', '-a', '-d');
    expect(await read()).toEqual(await said());
  });

  test.each([
    ['signed', 'gpgsig -----BEGIN\n abc\n \n -----END\n\nS'],
    ['in another encoding', 'encoding ISO-8859-1\n\nCaf\xe9, '],
  ])('is what git says of a commit that is %s', async (_, header) => {
    const text = await git('cat-file', 'commit', head);
    const input = Buffer.from(text.replace('\n\n', `\n${header}`), 'latin1');
    const args = ['hash-object', '-t', 'commit', '-w', '--stdin'];
    head = (await runGit({ gitDir, args, input })).toString().trim();
    expect(await read()).toEqual(await said());
  });

  test('takes no lock of git for a branch', async () => {
    await writeFile(join(gitDir, 'refs/heads/main.lock'), `${head}\n`);
    expect(Object.keys(await new GitRepository(gitDir).branches())).toEqual(['main', 'one/two/three']);
  });

  test.each(['docs/none.md', 'a.txt/b', 'none/b', 'docs'])('finds no file at %s', async (path) => {
    expect(await new GitRepository(gitDir).readFile(head, path)).toBeUndefined();
  });
});
