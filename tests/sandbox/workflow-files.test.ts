import type { Octokit } from 'octokit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { appOf, client, refusal } from './client.ts';
import { ask } from './graphql-client.ts';
import { openWorkshop } from './outsiders-programs.ts';
import { DOORS, openDoor } from './rulesets/doors.ts';

const shop = { owner: 'acme', repo: 'shop' };
const FILE = '.github/workflows/ci.yml';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: Octokit;
/** Of an App that may write contents, and of one that may write workflow files besides. */
let token: string;
let trusted: string;
let names = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { [FILE]: 'on: push\n', 'a.txt': 'a\n' },
  });
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }).token);
  token = await install('robot', { contents: 'write' });
  trusted = await install('trusted', { contents: 'write', workflows: 'write' });
  return async () => {
    await sandbox[Symbol.asyncDispose]();
    expect(sandbox.defects).toEqual([]);
  };
});

afterAll(() => sandbox[Symbol.asyncDispose]());

async function install(slug: string, permissions: Record<string, 'read' | 'write'>): Promise<string> {
  const app = sandbox.createApp({ slug, permissions, events: [] });
  const { id } = sandbox.install({ app: slug, owner: 'acme' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  return ((await octokit.auth({ type: 'installation' })) as { token: string }).token;
}

/** A commit of ann's that no branch has (any more), with this content at this path. */
async function strayCommit(path: string, content: string): Promise<string> {
  const name = `stray-${(names += 1)}`;
  const sha = (await repository.branches())['main'] ?? '';
  await ann.rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha });
  const known = await ann.rest.repos.getContent({ ...shop, path }).then(
    ({ data }) => (data as { sha: string }).sha,
    () => undefined,
  );
  const { data } = await ann.rest.repos.createOrUpdateFileContents({
    ...shop,
    path,
    branch: name,
    message: 'Change',
    content: base64(content),
    ...(known !== undefined && { sha: known }),
  });
  await ann.rest.git.deleteRef({ ...shop, ref: `heads/${name}` });
  return data.commit.sha ?? '';
}

const WORDS = {
  git: `refusing to allow a GitHub App to create or update workflow \`${FILE}\` without \`workflows\` permission`,
  REST: 'Resource not accessible by integration',
  GraphQL: 'Resource not accessible by integration',
};

describe.each(DOORS)('a token without `workflows`, by %s,', (way) => {
  let branch: string;

  beforeEach(() => {
    branch = `${way}-${(names += 1)}`;
  });

  test('creates no branch with a workflow file that is on no branch, and moves none there', async () => {
    const changed = await strayCommit(FILE, `on: ${way}\n`);
    await using door = await openDoor(way, sandbox, token);
    await expect(door.change('create', branch, changed)).rejects.toThrow(WORDS[way]);
    expect(await repository.branches()).not.toHaveProperty(branch);

    const main = (await repository.branches())['main'] ?? '';
    await door.change('create', branch, main);
    await expect(door.change('update', branch, changed)).rejects.toThrow(WORDS[way]);
    expect((await repository.branches())[branch]).toBe(main);
  });

  test('takes along workflow files that another branch has, and changes others', async () => {
    const unchanged = await strayCommit('a.txt', `${way}\n`);
    await using door = await openDoor(way, sandbox, token);
    await door.change('create', branch, unchanged);
    expect((await repository.branches())[branch]).toBe(unchanged);
  });

  test('may do it once it has the permission', async () => {
    const changed = await strayCommit(FILE, `on: [${way}]\n`);
    await using door = await openDoor(way, sandbox, trusted);
    await door.change('create', branch, changed);
    expect((await repository.branches())[branch]).toBe(changed);
  });
});

test('a push of a shallow clone is told the same', async () => {
  await using workshop = await openWorkshop({ GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' });
  const git = (...args: string[]) =>
    workshop.run('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args]);
  const remote = `http://x-access-token:${token}@${new URL(sandbox.url).host}/acme/shop.git`;
  await ann.rest.repos.createOrUpdateFileContents({
    ...shop,
    path: 'b.txt',
    message: 'One more',
    content: base64('b\n'),
  });
  await git('clone', '-q', '--depth', '1', remote, '.');
  await git('rm', '-q', FILE);
  await git('commit', '-q', '-m', 'Remove');
  await git('push', '-q', 'origin', 'HEAD:refs/heads/without');
  await git('checkout', '-q', 'HEAD~', '--', '.github');
  await git('mv', FILE, '.github/workflows/other.yml');
  await git('commit', '-q', '-m', 'Rename');
  await expect(git('push', '-q', 'origin', 'HEAD:refs/heads/renamed')).rejects.toThrow(
    WORDS.git.replace('ci.yml', 'other.yml'),
  );
});

test('a branch of an old commit is refused once every branch has other workflow files', async () => {
  const home = await sandbox.createRepository({
    owner: 'acme',
    name: 'old',
    files: { [FILE]: 'on: push\n' },
  });
  const person = client(
    sandbox,
    sandbox.createPerson({ login: 'bo', access: { 'acme/old': 'write' } }).token,
  );
  const at = { owner: 'acme', repo: 'old' };
  const old = (await home.branches())['main'] ?? '';
  const { data } = await person.rest.repos.getContent({ ...at, path: FILE });
  await person.rest.repos.createOrUpdateFileContents({
    ...at,
    path: FILE,
    message: 'Change',
    content: base64('on: pull_request\n'),
    sha: (data as { sha: string }).sha,
  });
  const create = client(sandbox, token).rest.git.createRef({ ...at, ref: 'refs/heads/old', sha: old });
  expect(await refusal(create)).toMatchObject({ status: 403 });
});

test('the operations that name a file refuse it by its path, and say which permission would do', async () => {
  const { rest } = client(sandbox, token);
  const { data } = await ann.rest.repos.getContent({ ...shop, path: FILE });
  const { sha } = data as { sha: string };
  const write = { ...shop, path: FILE, message: 'Change', content: base64('on: x\n'), sha };
  for (const call of [
    rest.repos.createOrUpdateFileContents(write),
    rest.repos.deleteFile({ ...shop, path: FILE, message: 'Delete', sha }),
    rest.git.createTree({
      ...shop,
      tree: [{ path: FILE, mode: '100644', type: 'blob', content: 'on: x\n' }],
    }),
  ]) {
    await expect(call).rejects.toMatchObject({
      status: 403,
      response: {
        data: { message: 'Resource not accessible by integration' },
        headers: { 'x-accepted-github-permissions': 'contents=write; contents=write,workflows=write' },
      },
    });
  }
  const commit = `mutation ($head: GitObjectID!, $file: FileAddition!) { createCommitOnBranch(input: {
    branch: { repositoryNameWithOwner: "acme/shop", branchName: "main" }, expectedHeadOid: $head
    message: { headline: "x" }, fileChanges: { additions: [$file] } }) { commit { oid } } }`;
  const head = (await repository.branches())['main'];
  const file = { path: FILE, contents: base64('on: x\n') };
  expect((await ask(sandbox, token, commit, { head, file })).errors).toMatchObject([{ type: 'FORBIDDEN' }]);
  expect(await repository.readFile('main', FILE)).toBe('on: push\n');
  expect((await ask(sandbox, trusted, commit, { head, file })).errors).toEqual([]);
});
