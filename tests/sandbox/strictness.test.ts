import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };

let sandbox: Sandbox;
let ann: Octokit;
let token: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  const repository = await sandbox.createRepository({ owner: 'acme', name: 'shop' });
  repository.addIssue({ title: 'one' });
  ({ token } = sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }));
  ann = client(sandbox, token);
});

afterEach(() => sandbox[Symbol.asyncDispose]());

describe('what the sandbox does not know is refused, and remembered', () => {
  test('a route', async () => {
    const answer = await refusal(ann.request('GET /repos/acme/shop/stargazers'));
    expect(answer.status).toBe(404);
    expect(answer.message).toContain('The sandbox does not know GET /repos/acme/shop/stargazers');
    expect(sandbox.refusals).toHaveLength(1);
  });

  test('a query parameter', async () => {
    const answer = await refusal(ann.request('GET /repos/acme/shop/issues', { lables: 'backlog' }));
    expect(answer).toEqual({
      status: 422,
      message: 'issues/list-for-repo has no query parameter "lables" (refused by the sandbox)',
    });
    expect(sandbox.refusals).toHaveLength(1);
  });

  test('a property of a body', async () => {
    const answer = await refusal(ann.request('POST /repos/acme/shop/issues', { title: 'x', lables: [] }));
    expect(answer).toMatchObject({
      status: 422,
      message: expect.stringContaining('no body property "lables"'),
    });
    expect(sandbox.refusals).toHaveLength(1);
  });

  test('a filter that it has no state for', async () => {
    const answer = await refusal(ann.rest.issues.listForRepo({ ...shop, assignee: 'ann' }));
    expect(answer.status).toBe(422);
  });

  test('a representation that it does not make: a diff is not JSON', async () => {
    const accept = 'application/vnd.github.v3.diff; charset=utf-8';
    const answer = await refusal(ann.request('GET /repos/acme/shop/issues/1', { headers: { accept } }));
    expect(answer).toEqual({ status: 415, message: 'The sandbox does not serve this as "diff"' });
    expect(sandbox.refusals).toHaveLength(1);
  });

  test('a REST path without the prefix', async () => {
    const answer = await fetch(`${sandbox.url}/repos/acme/shop`);
    expect(answer.status).toBe(404);
  });
});

describe('what GitHub would refuse is refused as GitHub refuses it', () => {
  test('a body of the wrong type', async () => {
    const answer = await refusal(
      ann.request('POST /repos/acme/shop/issues', { title: 'x', labels: 'backlog' }),
    );
    expect(answer).toMatchObject({ status: 422, message: expect.stringContaining('labels must be array') });
  });

  test('a body that lacks what is required', async () => {
    const answer = await refusal(ann.request('POST /repos/acme/shop/issues/1/comments', {}));
    expect(answer.status).toBe(422);
  });

  test('a parameter of the wrong type', async () => {
    const answer = await refusal(ann.request('GET /repos/acme/shop/issues', { state: 'opened' }));
    expect(answer).toMatchObject({
      status: 422,
      message: expect.stringContaining('state must be equal to one of'),
    });
  });

  test('a body that is no JSON', async () => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/acme/shop/issues`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{',
    });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ message: 'Problems parsing JSON' }),
    ]);
  });

  test('a version of the API that there is not', async () => {
    const headers = { 'x-github-api-version': '2021-01-01' };
    expect(await refusal(ann.rest.issues.listForRepo({ ...shop, headers }))).toMatchObject({ status: 400 });
  });
});

describe('the log of calls', () => {
  test('names operation, caller, input, answer and cost', async () => {
    await ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['x'] });
    expect(sandbox.calls).toEqual([
      {
        id: 1,
        operationId: 'issues/add-labels',
        method: 'POST',
        path: '/repos/acme/shop/issues/1/labels',
        params: { owner: 'acme', repo: 'shop', issue_number: 1 },
        body: { labels: ['x'] },
        by: { kind: 'person', login: 'ann' },
        userAgent: expect.stringContaining('octokit'),
        status: 200,
        cost: { primary: 1, secondary: 5 },
      },
    ]);
  });

  test('leaves out how the world was arranged', async () => {
    await sandbox.createRepository({ owner: 'acme', name: 'api' });
    expect(sandbox.calls).toEqual([]);
    expect(sandbox.deliveries).toEqual([]);
  });
});

describe('the rate limit', () => {
  test('is told with every answer, and asking for it costs nothing', async () => {
    const { headers } = await ann.rest.issues.listForRepo(shop);
    expect([headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']]).toEqual(['5000', '4999']);
    const { data } = await ann.rest.rateLimit.get();
    expect(data.rate).toMatchObject({ limit: 5000, used: 1, remaining: 4999 });
  });

  test('once reached, refuses until its hour is over', async () => {
    sandbox.limitRate({ perHour: 2 });
    await ann.rest.issues.listForRepo(shop);
    await ann.rest.issues.listForRepo(shop);
    const answer = await ann.rest.issues.listForRepo(shop).catch((error: unknown) => error);
    expect(answer).toMatchObject({
      status: 403,
      response: {
        data: { message: expect.stringContaining('API rate limit exceeded') },
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': expect.any(String) },
      },
    });
  });
});

test('ids, numbers and virtual times are the same for the same seed', async () => {
  const picture = async (seed: number) => {
    await using other = await startSandbox({ seed });
    const repository = await other.createRepository({ owner: 'acme', name: 'shop' });
    repository.addIssue({ title: 'one', labels: ['x'] });
    const person = other.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } });
    const { data } = await client(other, person.token).rest.issues.get({ ...shop, issue_number: 1 });
    const { main } = await repository.branches();
    return [data.id, data.node_id, data.created_at, person.token, main];
  };
  const first = await picture(1);
  expect(await picture(1)).toEqual(first);
  const [id, nodeId, createdAt, token] = await picture(2);
  expect(first).not.toContain(id);
  expect(first).not.toContain(nodeId);
  expect(first).not.toContain(token);
  expect(first).toContain(createdAt);
  expect(createdAt).toMatch(/^2026-11-02T09:00:\d\dZ$/);
});
