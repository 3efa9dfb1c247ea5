import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { end } from './client.ts';
import { ask, read } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  web.addIssue({ title: 'Item', labels: ['bug'] });
  await web.addPullRequest({ title: 'Work', body: 'Closes #1', head: 'work', files: { 'a.txt': 'a' } });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }).token;
});

afterEach(() => end(sandbox));

interface Ids {
  repository: { id: string; pullRequest: { id: string; headRefOid: string } };
}

async function ids(): Promise<{ repository: string; pull: string; head: string }> {
  const { repository } = await read<Ids>(
    sandbox,
    mona,
    '{ repository(owner: "acme", name: "web") { id pullRequest(number: 2) { id headRefOid } } }',
  );
  return {
    repository: repository.id,
    pull: repository.pullRequest.id,
    head: repository.pullRequest.headRefOid,
  };
}

const MERGE =
  'mutation ($input: MergePullRequestInput!) { mergePullRequest(input: $input) { pullRequest { state merged } } }';

test('a merge checks the head that it was told to expect', async () => {
  const { pull, head } = await ids();
  const stale = await ask(sandbox, mona, MERGE, {
    input: { pullRequestId: pull, expectedHeadOid: '1'.repeat(40) },
  });
  expect(stale.errors[0]).toMatchObject({ type: 'UNPROCESSABLE', path: ['mergePullRequest'] });
  expect(web.pullRequests()[0]).toMatchObject({ state: 'open', merged: false });
  const merged = await read(sandbox, mona, MERGE, { input: { pullRequestId: pull, expectedHeadOid: head } });
  expect(merged).toEqual({ mergePullRequest: { pullRequest: { state: 'MERGED', merged: true } } });
  expect(web.issue(1).state).toBe('closed');
});

test('a second pull request for the same branches is refused', async () => {
  const { repository } = await ids();
  const query =
    'mutation ($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { number } } }';
  const input = { repositoryId: repository, title: 'Again', headRefName: 'work', baseRefName: 'main' };
  const { data, errors } = await ask(sandbox, mona, query, { input });
  expect(data).toEqual({ createPullRequest: null });
  expect(errors[0]?.message).toBe('A pull request already exists for acme:work.');
});

test('a pull request is closed, reopened, renamed and reviewed', async () => {
  const { pull } = await ids();
  const act = (field: string, input: object): Promise<unknown> => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { clientMutationId } }`;
    return read(sandbox, mona, query, { input: { pullRequestId: pull, ...input } });
  };
  await act('closePullRequest', {});
  expect(web.pullRequests()[0]?.state).toBe('closed');
  await act('reopenPullRequest', {});
  await act('updatePullRequest', { title: 'Better' });
  await act('addPullRequestReview', { event: 'APPROVE', body: 'good' });
  const { repository } = await read<{ repository: { pullRequest: unknown } }>(
    sandbox,
    mona,
    `{ repository(owner: "acme", name: "web") { pullRequest(number: 2) { state title reviewDecision
      reviews(first: 5) { nodes { state body author { login } } } } } }`,
  );
  expect(repository.pullRequest).toEqual({
    state: 'OPEN',
    title: 'Better',
    reviewDecision: 'APPROVED',
    reviews: { nodes: [{ state: 'APPROVED', body: 'good', author: { login: 'mona' } }] },
  });
});

test('an issue shows who closes it: open and merged pull requests, closed ones only when asked', async () => {
  const { pull } = await ids();
  const query = `query ($closed: Boolean) { repository(owner: "acme", name: "web") { issue(number: 1) {
    closedByPullRequestsReferences(first: 5, includeClosedPrs: $closed) { totalCount } } } }`;
  const count = async (closed: boolean): Promise<unknown> => {
    const { repository } = await read<{
      repository: { issue: { closedByPullRequestsReferences: { totalCount: number } } };
    }>(sandbox, mona, query, { closed });
    return repository.issue.closedByPullRequestsReferences.totalCount;
  };
  expect(await count(false)).toBe(1);
  const close =
    'mutation ($id: ID!) { closePullRequest(input: { pullRequestId: $id }) { clientMutationId } }';
  await read(sandbox, mona, close, { id: pull });
  expect([await count(false), await count(true)]).toEqual([0, 1]);
});

test('issues and pull requests are found by a search, newest first; an unknown term is refused', async () => {
  const search = `query ($text: String!) { search(first: 10, type: ISSUE, query: $text) { issueCount nodes {
    __typename ... on Issue { number state } ... on PullRequest { number state } } } }`;
  const all = await read(sandbox, mona, search, { text: 'repo:acme/web state:open' });
  expect(all).toEqual({
    search: {
      issueCount: 2,
      nodes: [
        { __typename: 'PullRequest', number: 2, state: 'OPEN' },
        { __typename: 'Issue', number: 1, state: 'OPEN' },
      ],
    },
  });
  expect(await read(sandbox, mona, search, { text: 'label:bug is:issue' })).toMatchObject({
    search: { issueCount: 1 },
  });
  const { errors } = await ask(sandbox, mona, search, { text: 'milestone:v1' });
  expect(errors[0]?.message).toBe('The sandbox does not implement the search term `milestone:`');
});

test('fields of one name may have different types where only one can apply, as on GitHub', async () => {
  const data = await read(
    sandbox,
    mona,
    `{ repository(owner: "acme", name: "web") { issueOrPullRequest(number: 2) {
      ... on Issue { state } ... on PullRequest { state } } } }`,
  );
  expect(data).toEqual({ repository: { issueOrPullRequest: { state: 'OPEN' } } });
});
