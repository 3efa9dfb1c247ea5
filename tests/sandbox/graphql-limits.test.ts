import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Call, type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { end, refusal } from './client.ts';
import { ask, read } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  web.addIssue({ title: 'Item' });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } }).token;
});

afterEach(() => end(sandbox));

const ISSUE = 'query Item { repository(owner: "acme", name: "web") { issue(number: 1) { id title } } }';
const CLOSE = 'mutation Close($id: ID!) { closeIssue(input: { issueId: $id }) { issue { state } } }';
const isNamed =
  (operationId: string) =>
  (call: Call): boolean =>
    call.operationId === operationId;

async function itemId(): Promise<string> {
  return (await read<{ repository: { issue: { id: string } } }>(sandbox, mona, ISSUE)).repository.issue.id;
}

test('each call is on record by the name of its operation, with its variables and points', async () => {
  await read(sandbox, mona, CLOSE, { id: await itemId() });
  await read(sandbox, mona, '{ viewer { login } }');
  expect(sandbox.calls.map(({ operationId, cost }) => [operationId, cost])).toEqual([
    ['graphql:query Item', { primary: 1, secondary: 1 }],
    ['graphql:mutation Close', { primary: 1, secondary: 5 }],
    ['graphql:query', { primary: 1, secondary: 1 }],
  ]);
  expect(sandbox.calls[1]).toMatchObject({ method: 'POST', params: { id: expect.stringMatching(/^I_/) } });
});

test('a query pays its points, and is told what is left', async () => {
  const dear = `{ repository(owner: "acme", name: "web") { issues(first: 100) { nodes {
    comments(first: 10) { nodes { id } } labels(first: 10) { totalCount } } } } rateLimit { cost remaining nodeCount } }`;
  const data = await read<{ rateLimit: unknown }>(sandbox, mona, dear);
  expect(data.rateLimit).toEqual({ cost: 2, remaining: 4_998, nodeCount: 100 + 1_000 + 1_000 });
  expect(sandbox.calls[0]?.cost.primary).toBe(2);
});

test('who has no points left is told so with HTTP 200, and nothing happens', async () => {
  const id = await itemId();
  sandbox.limitRate({ perHour: 1, resource: 'graphql' });
  const { data, errors } = await ask(sandbox, mona, CLOSE, { id });
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { type: 'RATE_LIMITED', message: expect.stringMatching(/^API rate limit exceeded/) },
  ]);
  expect(sandbox.calls.at(-1)?.status).toBe(200);
  expect(web.issue(1).state).toBe('open');
});

test('a primary limit can be injected: HTTP 200 as well', async () => {
  sandbox.inject({ match: isNamed('graphql:query Item'), fault: { kind: 'primary-limit' }, times: 1 });
  expect((await ask(sandbox, mona, ISSUE)).errors[0]?.type).toBe('RATE_LIMITED');
  expect((await ask(sandbox, mona, ISSUE)).errors).toEqual([]);
});

test('a secondary limit is a 403 with the seconds to wait', async () => {
  sandbox.inject({ match: isNamed('graphql:query Item'), fault: { kind: 'secondary-limit', retryAfter: 7 } });
  expect(await refusal(ask(sandbox, mona, ISSUE))).toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
  });
});

test('a failure before the effect leaves things as they were, one after it does not', async () => {
  const id = await itemId();
  const match = isNamed('graphql:mutation Close');
  sandbox.inject({ match, fault: { kind: 'status', status: 502 }, times: 1 });
  expect((await refusal(ask(sandbox, mona, CLOSE, { id }))).status).toBe(502);
  expect(web.issue(1).state).toBe('open');
  sandbox.inject({ match, fault: { kind: 'status-after-effect', status: 502 }, times: 1 });
  expect((await refusal(ask(sandbox, mona, CLOSE, { id }))).status).toBe(502);
  expect(web.issue(1).state).toBe('closed');
});

test('a barrier holds a mutation by its name and variables', async () => {
  const id = await itemId();
  const barrier = sandbox.hold(
    ({ operationId, params }) => operationId === 'graphql:mutation Close' && params['id'] === id,
  );
  const closing = ask(sandbox, mona, CLOSE, { id });
  await barrier.reached;
  expect(web.issue(1).state).toBe('open');
  barrier.release();
  await closing;
  expect(web.issue(1).state).toBe('closed');
});
