import { beforeEach, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { ask, read } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  web = await sandbox.createRepository({ owner: 'acme', name: 'web', files: { 'src/a.txt': 'hello\n' } });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }).token;
  return () => {
    expect(sandbox.defects).toEqual([]);
    return sandbox[Symbol.asyncDispose]();
  };
});

const inRepository = (selection: string): string =>
  `{ repository(owner: "acme", name: "web") { ${selection} } }`;

test('shows an issue with its labels, comments and dependencies', async () => {
  web.addIssue({ title: 'Blocker' });
  web.addIssue({ title: 'Item', body: 'text', labels: ['Backlog', 'bug'], blockedBy: [1] });
  const data = await read<{ repository: { issue: unknown } }>(
    sandbox,
    mona,
    inRepository(`issue(number: 2) { number title body state stateReason author { login } comments(first: 5) { totalCount }
      labels(first: 5) { nodes { name } } blockedBy(first: 5) { nodes { number state } }
      issueDependenciesSummary { blockedBy totalBlockedBy } }`),
  );
  expect(data.repository.issue).toEqual({
    number: 2,
    title: 'Item',
    body: 'text',
    state: 'OPEN',
    stateReason: null,
    author: { login: 'acme' },
    comments: { totalCount: 0 },
    labels: { nodes: [{ name: 'Backlog' }, { name: 'bug' }] },
    blockedBy: { nodes: [{ number: 1, state: 'OPEN' }] },
    issueDependenciesSummary: { blockedBy: 1, totalBlockedBy: 1 },
  });
});

test('counts blockers that the caller cannot see, and does not list them', async () => {
  const secret = await sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
  secret.addIssue({ title: 'Hidden' });
  web.addIssue({ title: 'Item', blockedBy: ['acme/secret#1'] });
  const data = await read<{ repository: { issue: unknown } }>(
    sandbox,
    mona,
    inRepository(
      'issue(number: 1) { blockedBy(first: 5) { totalCount } issueDependenciesSummary { blockedBy } }',
    ),
  );
  expect(data.repository.issue).toEqual({
    blockedBy: { totalCount: 0 },
    issueDependenciesSummary: { blockedBy: 1 },
  });
});

test('pages through issues with cursors, whatever is added in the meantime', async () => {
  for (let number = 1; number <= 5; number += 1) web.addIssue({ title: `Issue ${number}` });
  interface Page {
    repository: {
      issues: { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
  }
  const query = `query ($after: String) { repository(owner: "acme", name: "web") {
    issues(first: 2, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } } }`;
  const numbers: number[] = [];
  let after: string | null = null;
  do {
    const { repository }: Page = await read<Page>(sandbox, mona, query, { after });
    numbers.push(...repository.issues.nodes.map(({ number }) => number));
    after = repository.issues.pageInfo.hasNextPage ? repository.issues.pageInfo.endCursor : null;
  } while (after !== null);
  expect(numbers).toEqual([1, 2, 3, 4, 5]);
});

test('takes several labels as alternatives', async () => {
  web.addIssue({ title: 'a', labels: ['x'] });
  web.addIssue({ title: 'b', labels: ['y'] });
  web.addIssue({ title: 'c', labels: ['z'] });
  const data = await read<{ repository: { issues: { totalCount: number } } }>(
    sandbox,
    mona,
    inRepository('issues(first: 10, labels: ["x", "Y"]) { totalCount }'),
  );
  expect(data.repository.issues.totalCount).toBe(2);
});

test('links pull requests and the issues that they close, both ways', async () => {
  web.addIssue({ title: 'Item' });
  await web.addPullRequest({ title: 'Fix', body: 'Closes #1', head: 'fix', files: { 'b.txt': 'b' } });
  const data = await read<{ repository: unknown }>(
    sandbox,
    mona,
    inRepository(`issue(number: 1) { closedByPullRequestsReferences(first: 5) { nodes { number state isDraft } } }
      pullRequest(number: 2) { headRefName baseRefName merged changedFiles mergeable
        closingIssuesReferences(first: 5) { nodes { number } } }`),
  );
  expect(data.repository).toEqual({
    issue: { closedByPullRequestsReferences: { nodes: [{ number: 2, state: 'OPEN', isDraft: false }] } },
    pullRequest: {
      headRefName: 'fix',
      baseRefName: 'main',
      merged: false,
      changedFiles: 1,
      mergeable: 'MERGEABLE',
      closingIssuesReferences: { nodes: [{ number: 1 }] },
    },
  });
});

test('reads files through a branch and through a commit', async () => {
  const { main = '' } = await web.branches();
  const data = await read<{ repository: unknown }>(
    sandbox,
    mona,
    inRepository(`ref(qualifiedName: "refs/heads/main") { name target { oid } }
      other: ref(qualifiedName: "refs/notes/x") { name }
      byBranch: object(expression: "main:src/a.txt") { ... on Blob { text byteSize isTruncated isBinary } }
      byCommit: object(expression: "${main}:src/a.txt") { ... on Blob { text } }
      folder: object(expression: "HEAD:src") { ... on Tree { entries { name type } } }
      missing: object(expression: "main:nothing") { __typename }`),
  );
  expect(data.repository).toEqual({
    ref: { name: 'main', target: { oid: main } },
    other: null,
    byBranch: { text: 'hello\n', byteSize: 6, isTruncated: false, isBinary: false },
    byCommit: { text: 'hello\n' },
    folder: { entries: [{ name: 'a.txt', type: 'blob' }] },
    missing: null,
  });
});

test('says of a file that is too long that its text was cut off', async () => {
  const big = await sandbox.createRepository({
    owner: 'acme',
    name: 'big',
    files: { 'big.json': 'x'.repeat(600_000) },
  });
  const data = await read<{ repository: { object: { isTruncated: boolean; text: string } } }>(
    sandbox,
    mona,
    `{ repository(owner: "acme", name: "big") { object(expression: "HEAD:big.json") { ... on Blob { isTruncated text } } } }`,
  );
  expect(big.fullName).toBe('acme/big');
  expect(data.repository.object.isTruncated).toBe(true);
  expect(data.repository.object.text.length).toBeLessThan(600_000);
});

test('finds what has an id again by it', async () => {
  web.addIssue({ title: 'Item', labels: ['x'] });
  const { repository } = await read<{
    repository: { id: string; issue: { id: string; labels: { nodes: { id: string }[] } } };
  }>(sandbox, mona, inRepository('id issue(number: 1) { id labels(first: 1) { nodes { id } } }'));
  const ids = [repository.issue.id, repository.id, repository.issue.labels.nodes[0]?.id];
  const data = await read<{ nodes: unknown }>(
    sandbox,
    mona,
    'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
    { ids },
  );
  expect(data.nodes).toEqual([
    { __typename: 'Issue', id: ids[0] },
    { __typename: 'Repository', id: ids[1] },
    { __typename: 'Label', id: ids[2] },
  ]);
});

test('gives an unknown node as null with an error at its index, and the others beside it', async () => {
  web.addIssue({ title: 'Item' });
  const { repository } = await read<{ repository: { issue: { id: string } } }>(
    sandbox,
    mona,
    inRepository('issue(number: 1) { id }'),
  );
  const { data, errors } = await ask(sandbox, mona, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: ['I_nothing', repository.issue.id],
  });
  expect(data).toEqual({ nodes: [null, { id: repository.issue.id }] });
  expect(errors).toMatchObject([
    {
      type: 'NOT_FOUND',
      path: ['nodes', 0],
      message: "Could not resolve to a node with the global id of 'I_nothing'",
    },
  ]);
});

test('gives the login of a bot without its suffix, unlike REST', async () => {
  web.addIssue({ title: 'Item', author: 'helper[bot]' });
  const data = await read<{ repository: { issue: { author: unknown } } }>(
    sandbox,
    mona,
    inRepository('issue(number: 1) { author { __typename login } }'),
  );
  expect(data.repository.issue.author).toEqual({ __typename: 'Bot', login: 'helper' });
});
