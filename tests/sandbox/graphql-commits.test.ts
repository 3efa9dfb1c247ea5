import { beforeEach, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { appOf } from './client.ts';
import { ask, read } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  web = await sandbox.createRepository({ owner: 'acme', name: 'web', files: { 'a.txt': 'a\n' } });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }).token;
  return () => {
    expect(sandbox.defects).toEqual([]);
    return sandbox[Symbol.asyncDispose]();
  };
});

const COMMIT = `mutation Append($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) {
  commit { oid message committer { name email } signature { isValid wasSignedByGitHub } parents(first: 2) { nodes { oid } } }
  ref { name target { oid } } } }`;

interface Committed {
  createCommitOnBranch: {
    commit: { oid: string; message: string; signature: unknown; parents: { nodes: { oid: string }[] } };
    ref: { name: string; target: { oid: string } };
  };
}

function input(
  expectedHeadOid: string,
  more: Record<string, unknown> = {},
): { input: Record<string, unknown> } {
  const branch = { repositoryNameWithOwner: 'acme/web', branchName: 'main' };
  return { input: { branch, expectedHeadOid, message: { headline: 'Append', body: 'why' }, ...more } };
}

async function head(branch = 'main'): Promise<string> {
  return (await web.branches())[branch] ?? '';
}

function addition(path: string, text: string): { path: string; contents: string } {
  return { path, contents: Buffer.from(text).toString('base64') };
}

async function repositoryId(): Promise<string> {
  const { repository } = await read<{ repository: { id: string } }>(
    sandbox,
    mona,
    '{ repository(owner: "acme", name: "web") { id } }',
  );
  return repository.id;
}

test('commits files onto the expected head, signed by GitHub', async () => {
  const before = await head();
  const fileChanges = { additions: [addition('b/c.txt', 'ü\n')], deletions: [{ path: 'a.txt' }] };
  const data = await read<Committed>(sandbox, mona, COMMIT, input(before, { fileChanges }));
  const { commit, ref } = data.createCommitOnBranch;
  expect(commit).toMatchObject({
    message: 'Append\n\nwhy',
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    signature: { isValid: true, wasSignedByGitHub: true },
    parents: { nodes: [{ oid: before }] },
  });
  expect(ref).toEqual({ name: 'main', target: { oid: commit.oid } });
  expect(await head()).toBe(commit.oid);
  expect(await web.readFile('main', 'b/c.txt')).toBe('ü\n');
  expect(await web.readFile('main', 'a.txt')).toBeUndefined();
});

test('refuses a stale head with HTTP 200, null data and GitHub’s very words', async () => {
  const before = await head();
  await read<Committed>(sandbox, mona, COMMIT, input(before));
  const second = await ask(
    sandbox,
    mona,
    COMMIT,
    input(before, { fileChanges: { additions: [addition('x', 'x')] } }),
  );
  expect(second.data).toEqual({ createCommitOnBranch: null });
  expect(second.errors).toMatchObject([
    {
      type: 'STALE_DATA',
      path: ['createCommitOnBranch'],
      message: `Expected branch to point to "${before}" but it did not.  Pull and try again.`,
    },
  ]);
  expect(sandbox.calls.at(-1)).toMatchObject({ operationId: 'graphql:mutation Append', status: 200 });
  expect(await web.readFile('main', 'x')).toBeUndefined();
});

test('of ten simultaneous commits on one head, one gets through', async () => {
  const before = await head();
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      ask(sandbox, mona, COMMIT, input(before, { fileChanges: { additions: [addition(`f${index}`, 'x')] } })),
    ),
  );
  expect(replies.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  expect(replies.flatMap(({ errors }) => errors.map(({ type }) => type))).toEqual(
    Array(9).fill('STALE_DATA'),
  );
});

test('commits nothing at all, as a fence, and moves the head', async () => {
  const before = await head();
  const data = await read<Committed>(sandbox, mona, COMMIT, input(before));
  expect(data.createCommitOnBranch.commit.oid).not.toBe(before);
  expect(await web.readFile('main', 'a.txt')).toBe('a\n');
});

test('needs a branch that exists, and paths to delete that exist', async () => {
  const branch = { repositoryNameWithOwner: 'acme/web', branchName: 'none' };
  const missing = await ask(sandbox, mona, COMMIT, input(await head(), { branch }));
  expect(missing.errors[0]?.type).toBe('NOT_FOUND');
  const deletion = { fileChanges: { deletions: [{ path: 'none.txt' }] } };
  const gone = await ask(sandbox, mona, COMMIT, input(await head(), deletion));
  expect(gone.errors[0]?.message).toBe(
    `A path was requested for deletion which does not exist as of commit oid \`${await head()}\``,
  );
});

test('tells webhooks of the commit as a push', async () => {
  const app = sandbox.createApp({
    slug: 'watcher',
    permissions: { contents: 'write' },
    events: ['push'],
    webhookUrl: `${sandbox.url}/nowhere`,
  });
  const { id } = sandbox.install({ app: 'watcher', owner: 'acme' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  await octokit.graphql(COMMIT, input(await head()));
  await sandbox.idle();
  expect(sandbox.deliveries.map(({ event, request }) => [event, request.payload['after']])).toEqual([
    ['push', await head()],
  ]);
});

test('an app without contents permission is refused as an integration', async () => {
  const app = sandbox.createApp({ slug: 'reader', permissions: { contents: 'read' }, events: [] });
  const { token } = await sandboxToken(app);
  const { data, errors } = await ask(sandbox, token, COMMIT, input(await head()));
  expect(data).toEqual({ createCommitOnBranch: null });
  expect(errors[0]).toMatchObject({
    type: 'FORBIDDEN',
    path: ['createCommitOnBranch'],
    message: 'Resource not accessible by integration',
  });
});

async function sandboxToken(app: Parameters<typeof appOf>[1]): Promise<{ token: string }> {
  const { id } = sandbox.install({ app: app.slug, owner: 'acme' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  return (await octokit.auth({ type: 'installation' })) as { token: string };
}

test('creates a ref once, and says which one exists already', async () => {
  const create = `mutation ($input: CreateRefInput!) { createRef(input: $input) { ref { id name } } }`;
  const wanted = { repositoryId: await repositoryId(), name: 'refs/heads/topic', oid: await head() };
  const { createRef } = await read<{ createRef: { ref: { name: string } } }>(sandbox, mona, create, {
    input: wanted,
  });
  expect(createRef.ref.name).toBe('topic');
  const again = await ask(sandbox, mona, create, { input: wanted });
  expect(again).toMatchObject({
    data: { createRef: null },
    errors: [
      { type: 'UNPROCESSABLE', message: 'A ref named "refs/heads/topic" already exists in the repository.' },
    ],
  });
});

test('moves several refs in one step or none of them', async () => {
  const update = 'mutation ($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }';
  const old = await head();
  const { createCommitOnBranch } = await read<Committed>(sandbox, mona, COMMIT, input(old));
  const zero = '0'.repeat(40);
  const create = { name: 'refs/heads/one', beforeOid: zero, afterOid: old };
  const stale = { name: 'refs/heads/main', beforeOid: old, afterOid: old, force: true };
  const repository = await repositoryId();
  const refused = await ask(sandbox, mona, update, {
    input: { repositoryId: repository, refUpdates: [create, stale] },
  });
  expect(refused.errors[0]?.type).toBe('STALE_DATA');
  expect(await head('one')).toBe('');
  const fresh = { ...stale, beforeOid: createCommitOnBranch.commit.oid };
  await read(sandbox, mona, update, { input: { repositoryId: repository, refUpdates: [create, fresh] } });
  expect(await web.branches()).toEqual({ main: old, one: old });
});

test('updates a ref forwards only, unless forced, and deletes it', async () => {
  const old = await head();
  await read<Committed>(sandbox, mona, COMMIT, input(old));
  const { repository } = await read<{ repository: { ref: { id: string } } }>(
    sandbox,
    mona,
    '{ repository(owner: "acme", name: "web") { ref(qualifiedName: "main") { id } } }',
  );
  const update = 'mutation ($input: UpdateRefInput!) { updateRef(input: $input) { ref { target { oid } } } }';
  const back = await ask(sandbox, mona, update, { input: { refId: repository.ref.id, oid: old } });
  expect(back.errors[0]?.type).toBe('UNPROCESSABLE');
  await read(sandbox, mona, update, { input: { refId: repository.ref.id, oid: old, force: true } });
  expect(await head()).toBe(old);
});
