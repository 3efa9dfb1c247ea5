import type { Octokit } from 'octokit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client } from './client.ts';
import { ask, read } from './graphql-client.ts';
import { openDoor } from './rulesets/doors.ts';

const shop = { owner: 'acme', repo: 'shop' };
const LONG = 'ä'.repeat(65_537);
const FITS = '😀'.repeat(65_536);

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: { token: string };
let rest: Octokit['rest'];

beforeAll(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop' });
  repository.addIssue({ number: 1, title: 'First' });
  await repository.addPullRequest({ number: 2, title: 'Work', head: 'work', files: { a: 'a\n' } });
  ann = sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } });
  ({ rest } = client(sandbox, ann.token));
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  expect(sandbox.defects).toEqual([]);
});

type Problem = Record<string, string>;
const tooLong = (resource: string, field: string, most: number): Problem => ({
  resource,
  code: 'custom',
  field,
  message: `${field} is too long (maximum is ${most} characters)`,
});
const comment = (message: string): Problem => ({
  resource: 'IssueComment',
  code: 'unprocessable',
  field: 'data',
  message,
});
const missing = (resource: string, field: string): Problem => ({ resource, code: 'missing_field', field });

describe('REST refuses with 422', () => {
  const first = { ...shop, issue_number: 1 };
  test.each<[string, () => Promise<unknown>, Problem]>([
    ['an issue without a title', () => rest.issues.create({ ...shop, title: '' }), missing('Issue', 'title')],
    ['a title of blanks', () => rest.issues.create({ ...shop, title: ' ' }), missing('Issue', 'title')],
    [
      'a title that is too long',
      () => rest.issues.create({ ...shop, title: 'x'.repeat(257) }),
      tooLong('Issue', 'title', 256),
    ],
    [
      'a text that is too long',
      () => rest.issues.create({ ...shop, title: 'x', body: LONG }),
      tooLong('Issue', 'body', 65_536),
    ],
    [
      'an edit that is too long',
      () => rest.issues.update({ ...first, body: LONG }),
      tooLong('Issue', 'body', 65_536),
    ],
    ['an edit to no title', () => rest.issues.update({ ...first, title: '' }), missing('Issue', 'title')],
    [
      'a comment that is too long',
      () => rest.issues.createComment({ ...first, body: LONG }),
      comment('Body is too long (maximum is 65536 characters)'),
    ],
    [
      'a comment of blanks',
      () => rest.issues.createComment({ ...first, body: ' \n' }),
      comment('Body cannot be blank'),
    ],
    [
      'a pull request whose text is too long',
      () => rest.pulls.update({ ...shop, pull_number: 2, body: LONG }),
      tooLong('PullRequest', 'body', 65_536),
    ],
    [
      'a pull request without a title',
      () => rest.pulls.update({ ...shop, pull_number: 2, title: '' }),
      missing('PullRequest', 'title'),
    ],
    [
      'a label whose name is too long',
      () => rest.issues.createLabel({ ...shop, name: 'x'.repeat(51) }),
      tooLong('Label', 'name', 50),
    ],
    [
      'a label that is renamed to a name that is too long',
      async () => {
        await rest.issues.createLabel({ ...shop, name: 'short' });
        return rest.issues.updateLabel({ ...shop, name: 'short', new_name: 'x'.repeat(51) });
      },
      tooLong('Label', 'name', 50),
    ],
    [
      'a label without a name',
      () => rest.issues.createLabel({ ...shop, name: '' }),
      missing('Label', 'name'),
    ],
    [
      'a label whose description is too long',
      () => rest.issues.createLabel({ ...shop, name: 'y', description: 'x'.repeat(101) }),
      tooLong('Label', 'description', 100),
    ],
    [
      'a label whose colour is none',
      () => rest.issues.createLabel({ ...shop, name: 'y', color: '#ff0000' }),
      { resource: 'Label', code: 'invalid', field: 'color' },
    ],
    [
      'a label on an issue whose name is too long, known or not',
      () => rest.issues.addLabels({ ...first, labels: ['x'.repeat(51)] }),
      tooLong('Label', 'name', 50),
    ],
  ])('%s', async (_, call, problem) => {
    const before = [repository.issues(), repository.pullRequests()];
    await expect(call()).rejects.toMatchObject({
      status: 422,
      response: { data: { message: 'Validation Failed', errors: [problem] } },
    });
    expect([repository.issues(), repository.pullRequests()]).toEqual(before);
  });
});

test('what is as long as it may be is taken, and counted in characters', async () => {
  const { data } = await rest.issues.create({
    ...shop,
    title: '😀'.repeat(256),
    body: FITS,
    labels: ['😀'.repeat(50)],
  });
  expect(data.body).toBe(FITS);
  await rest.issues.createComment({ ...shop, issue_number: data.number, body: FITS });
});

test('GraphQL refuses the same in words', async () => {
  const { repository: found } = await read<{ repository: { id: string; issue: { id: string } } }>(
    sandbox,
    ann.token,
    '{ repository(owner: "acme", name: "shop") { id issue(number: 1) { id } } }',
  );
  const ids = { repository: found.id, issue: found.issue.id };
  const create = `mutation ($repository: ID!, $title: String!, $body: String) {
    createIssue(input: { repositoryId: $repository, title: $title, body: $body }) { issue { number } } }`;
  const say =
    'mutation ($issue: ID!, $body: String!) { addComment(input: { subjectId: $issue, body: $body }) { clientMutationId } }';
  const pull = `mutation ($repository: ID!, $body: String) { createPullRequest(input: { repositoryId: $repository
    title: "x", baseRefName: "main", headRefName: "work", body: $body }) { pullRequest { number } } }`;
  await rest.pulls.update({ ...shop, pull_number: 2, state: 'closed' });
  for (const [query, variables, message] of [
    [create, { repository: ids.repository, title: '' }, "Title can't be blank"],
    [
      create,
      { repository: ids.repository, title: 'x'.repeat(257), body: LONG },
      'Title is too long (maximum is 256 characters), Body is too long (maximum is 65536 characters)',
    ],
    [say, { issue: ids.issue, body: LONG }, 'Body is too long (maximum is 65536 characters)'],
    [say, { issue: ids.issue, body: ' ' }, 'Body cannot be blank'],
    [pull, { repository: ids.repository, body: LONG }, 'Body is too long (maximum is 65536 characters)'],
  ] as const) {
    const { errors } = await ask(sandbox, ann.token, query, variables);
    expect(errors).toMatchObject([{ type: 'UNPROCESSABLE', message }]);
  }
});

test('labels of a new issue are dropped for somebody without push access, and nobody is told of any', async () => {
  const robot = { issues: 'write' } as const;
  sandbox.createApp({
    slug: 'ears',
    permissions: robot,
    events: ['issues'],
    webhookUrl: `${sandbox.url}/none`,
  });
  sandbox.install({ app: 'ears', owner: 'acme' });
  const { token } = sandbox.createPerson({ login: 'outsider', access: {} });
  const { data } = await client(sandbox, token).rest.issues.create({
    ...shop,
    title: 'Please',
    labels: ['Todo'],
    assignees: ['ann'],
  });
  expect(data.labels).toEqual([]);
  expect(repository.issue(data.number).labels).toEqual([]);
  const { repository: found } = await read<{
    repository: { id: string; labels: { nodes: { id: string }[] } };
  }>(sandbox, token, '{ repository(owner: "acme", name: "shop") { id labels(first: 1) { nodes { id } } } }');
  const { errors } = await ask(
    sandbox,
    token,
    `mutation ($id: ID!, $labels: [ID!]) { createIssue(input: { repositoryId: $id, title: "By GraphQL"
      labelIds: $labels }) { issue { number } } }`,
    { id: found.id, labels: found.labels.nodes.map(({ id }) => id) },
  );
  expect(errors).toEqual([]);
  await sandbox.idle();
  expect(sandbox.deliveries.map(({ event, action }) => `${event}.${action}`)).toEqual([
    'issues.opened',
    'issues.opened',
  ]);
  expect(repository.issues().at(-1)?.labels).toEqual([]);
});

test('assignees and milestones are not ignored', async () => {
  await expect(rest.issues.create({ ...shop, title: 'x', assignees: ['ann'] })).rejects.toThrow(
    'The sandbox gives issues no assignees',
  );
  await expect(rest.issues.update({ ...shop, issue_number: 1, milestone: 1 })).rejects.toThrow(
    'The sandbox gives issues no milestone',
  );
});

test('a pull request with a label that has no description is listed', async () => {
  await rest.issues.addLabels({ ...shop, issue_number: 2, labels: ['plain'] });
  const { data } = await rest.pulls.list({ ...shop, state: 'all' });
  expect(data[0]?.labels).toMatchObject([{ name: 'plain', description: null }]);
  expect((await rest.pulls.get({ ...shop, pull_number: 2 })).data.labels).toMatchObject([
    { description: null },
  ]);
});

test.each([
  ['REST', 'Cannot delete the default branch'],
  ['GraphQL', 'Cannot delete the default branch'],
  ['git', 'refusing to delete the current branch: refs/heads/main'],
] as const)('the default branch is not deleted by %s', async (way, words) => {
  await using door = await openDoor(way, sandbox, ann.token);
  await expect(door.change('delete', 'main', '')).rejects.toThrow(words);
  expect(Object.keys(await repository.branches())).toContain('main');
});
