import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { end } from './client.ts';
import { ask, read } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  web.addIssue({ title: 'Item', labels: ['Backlog'] });
  web.addIssue({ title: 'Other' });
  web.addLabel({ name: 'Todo' });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }).token;
  const app = {
    slug: 'watcher',
    permissions: { issues: 'read' as const },
    webhookUrl: `${sandbox.url}/nowhere`,
  };
  sandbox.createApp({ ...app, events: ['issues', 'issue_comment'] });
  sandbox.install({ app: 'watcher', owner: 'acme' });
});

afterEach(() => end(sandbox));

async function ids(): Promise<{
  issue: string;
  other: string;
  repository: string;
  labels: Record<string, string>;
}> {
  const { repository } = await read<{
    repository: {
      id: string;
      one: { id: string };
      two: { id: string };
      labels: { nodes: { id: string; name: string }[] };
    };
  }>(
    sandbox,
    mona,
    `{ repository(owner: "acme", name: "web") { id one: issue(number: 1) { id } two: issue(number: 2) { id }
      labels(first: 10) { nodes { id name } } } }`,
  );
  const labels = Object.fromEntries(repository.labels.nodes.map(({ id, name }) => [name, id]));
  return { issue: repository.one.id, other: repository.two.id, repository: repository.id, labels };
}

async function act<Data>(field: string, input: Record<string, unknown>, selection: string): Promise<Data> {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
  return (await read<Record<string, Data>>(sandbox, mona, query, { input }))[field] as Data;
}

async function told(): Promise<string[]> {
  await sandbox.idle();
  return sandbox.deliveries.map(({ event, action }) => `${event} ${action}`);
}

test('labels are added and removed one by one, each with its webhook, and once', async () => {
  const { issue, labels } = await ids();
  const add = { labelableId: issue, labelIds: [labels['Todo']] };
  const payload = await act('addLabelsToLabelable', add, 'labelable { labels(first: 5) { nodes { name } } }');
  expect(payload).toEqual({ labelable: { labels: { nodes: [{ name: 'Backlog' }, { name: 'Todo' }] } } });
  await act('addLabelsToLabelable', add, 'clientMutationId');
  const remove = { labelableId: issue, labelIds: [labels['Backlog']] };
  await act('removeLabelsFromLabelable', remove, 'clientMutationId');
  await act('removeLabelsFromLabelable', remove, 'clientMutationId');
  expect(web.issue(1).labels).toEqual(['Todo']);
  expect(await told()).toEqual(['issues labeled', 'issues unlabeled']);
});

test('comments are written, changed and deleted', async () => {
  const { issue } = await ids();
  const { commentEdge } = await act<{ commentEdge: { node: { id: string; author: unknown } } }>(
    'addComment',
    { subjectId: issue, body: 'one', clientMutationId: 'mine' },
    'clientMutationId commentEdge { node { id author { login } } }',
  );
  expect(commentEdge.node.author).toEqual({ login: 'mona' });
  await act('updateIssueComment', { id: commentEdge.node.id, body: 'two' }, 'issueComment { body }');
  expect(web.issue(1).comments).toMatchObject([{ author: 'mona', body: 'two' }]);
  await act('deleteIssueComment', { id: commentEdge.node.id }, 'clientMutationId');
  expect(web.issue(1).comments).toEqual([]);
  expect(await told()).toEqual(['issue_comment created', 'issue_comment edited', 'issue_comment deleted']);
});

test('an issue is opened, closed for a reason and reopened', async () => {
  const { repository, labels } = await ids();
  const made = await act<{ issue: { id: string; number: number } }>(
    'createIssue',
    { repositoryId: repository, title: 'New', body: 'text', labelIds: [labels['Todo']] },
    'issue { id number labels(first: 1) { nodes { name } } }',
  );
  expect(made.issue).toMatchObject({ number: 3, labels: { nodes: [{ name: 'Todo' }] } });
  const closed = await act(
    'closeIssue',
    { issueId: made.issue.id, stateReason: 'NOT_PLANNED' },
    'issue { state stateReason }',
  );
  expect(closed).toEqual({ issue: { state: 'CLOSED', stateReason: 'NOT_PLANNED' } });
  const reopened = await act('reopenIssue', { issueId: made.issue.id }, 'issue { state stateReason }');
  expect(reopened).toEqual({ issue: { state: 'OPEN', stateReason: 'REOPENED' } });
  expect(await told()).toEqual(['issues opened', 'issues labeled', 'issues closed', 'issues reopened']);
});

test('a dependency is added once and removed', async () => {
  const { issue, other } = await ids();
  const input = { issueId: issue, blockingIssueId: other };
  const selection =
    'issue { blockedBy(first: 5) { nodes { number } } } blockingIssue { blocking(first: 5) { nodes { number } } }';
  expect(await act('addBlockedBy', input, selection)).toEqual({
    issue: { blockedBy: { nodes: [{ number: 2 }] } },
    blockingIssue: { blocking: { nodes: [{ number: 1 }] } },
  });
  const query = 'mutation ($input: AddBlockedByInput!) { addBlockedBy(input: $input) { clientMutationId } }';
  expect((await ask(sandbox, mona, query, { input })).errors[0]?.type).toBe('UNPROCESSABLE');
  expect(await act('removeBlockedBy', input, selection)).toMatchObject({
    issue: { blockedBy: { nodes: [] } },
  });
});

test('a sub-issue has one parent, unless it is replaced', async () => {
  const { issue, other, repository } = await ids();
  const child = await act<{ issue: { id: string } }>(
    'createIssue',
    { repositoryId: repository, title: 'Part' },
    'issue { id }',
  );
  await act('addSubIssue', { issueId: issue, subIssueId: child.issue.id }, 'clientMutationId');
  const query =
    'mutation ($input: AddSubIssueInput!) { addSubIssue(input: $input) { issue { number } subIssue { parent { number } } } }';
  const again = { issueId: other, subIssueId: child.issue.id };
  expect((await ask(sandbox, mona, query, { input: again })).errors[0]?.message).toBe(
    'Sub issue may only have one parent',
  );
  expect(await read(sandbox, mona, query, { input: { ...again, replaceParent: true } })).toEqual({
    addSubIssue: { issue: { number: 2 }, subIssue: { parent: { number: 2 } } },
  });
});

test('what GraphQL writes, REST reads', async () => {
  const { issue } = await ids();
  await act('updateIssue', { id: issue, title: 'Renamed' }, 'issue { title }');
  const response = await fetch(`${sandbox.apiUrl}/repos/acme/web/issues/1`, {
    headers: { authorization: `Bearer ${mona}` },
  });
  expect(await response.json()).toMatchObject({ title: 'Renamed', node_id: issue });
});

test('a new issue has no assignees: an empty list is taken, as the GitHub CLI sends it, and any other refused', async () => {
  const { repository } = await ids();
  const query = `mutation ($input: CreateIssueInput!) { createIssue(input: $input) { issue { number } } }`;
  const create = (assigneeIds: string[]) =>
    ask(sandbox, mona, query, { input: { repositoryId: repository, title: 'New', assigneeIds } });
  expect(await create([])).toMatchObject({ data: { createIssue: { issue: { number: 3 } } }, errors: [] });
  expect((await create(['U_kgDO1'])).errors).toMatchObject([
    { message: 'The sandbox does not implement assignees of a new issue' },
  ]);
  expect(web.issues()).toHaveLength(3);
});

test('what happened to labels is listed by type, the newest on the last page', async () => {
  const { issue, labels } = await ids();
  await act('addLabelsToLabelable', { labelableId: issue, labelIds: [labels.Todo] }, 'clientMutationId');
  await act(
    'removeLabelsFromLabelable',
    { labelableId: issue, labelIds: [labels.Backlog] },
    'clientMutationId',
  );
  const page = (types: string, last: number) =>
    `{ repository(owner: "acme", name: "web") { issue(number: 1) { timelineItems(itemTypes: [${types}], last: ${last}) {
      pageInfo { hasPreviousPage } nodes { __typename
        ... on LabeledEvent { createdAt label { name } } ... on UnlabeledEvent { createdAt label { name } } } } } } }`;
  interface Page {
    repository: { issue: { timelineItems: { pageInfo: unknown; nodes: { createdAt: string }[] } } };
  }
  const both = await read<Page>(sandbox, mona, page('LABELED_EVENT, UNLABELED_EVENT', 5));
  const { nodes } = both.repository.issue.timelineItems;
  expect(nodes).toMatchObject([
    { __typename: 'LabeledEvent', label: { name: 'Todo' } },
    { __typename: 'UnlabeledEvent', label: { name: 'Backlog' } },
  ]);
  expect(nodes.map(({ createdAt }) => createdAt)).toEqual(nodes.map(({ createdAt }) => createdAt).toSorted());
  const last = await read<Page>(sandbox, mona, page('LABELED_EVENT, UNLABELED_EVENT', 1));
  expect(last.repository.issue.timelineItems).toMatchObject({
    pageInfo: { hasPreviousPage: true },
    nodes: [{ __typename: 'UnlabeledEvent' }],
  });
  const { errors } = await ask(sandbox, mona, page('CLOSED_EVENT', 1));
  expect(errors[0]?.message).toContain('Issue.timelineItems of the type CLOSED_EVENT');
});
