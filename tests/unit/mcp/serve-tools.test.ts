import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, onTestFinished, test } from 'vitest';
import { type ServedTools, serveTools } from '../../../src/mcp/serve-tools.ts';
import type { RunTools } from '../../../src/tools/run-tools.ts';
import { toolsOf } from '../tools/grants.ts';

const handlers = {
  comment_on_work_item: async () => ({
    kind: 'answered' as const,
    result: { item: 'acme/web#538', url: 'https://github.test/1', created: true },
  }),
  move_work_item: async () => ({
    kind: 'failed' as const,
    reason: 'expectation-missing' as const,
    message: 'Call it again with expectedSourceState: "Ideas".',
  }),
};

function tools(): RunTools {
  return toolsOf('scope: item\ntools: [move_work_item, comment_on_work_item]', { handlers });
}

async function served(of = tools()): Promise<ServedTools> {
  const server = await serveTools(of);
  onTestFinished(() => server.close());
  return server;
}

async function connect({ url, bearer }: ServedTools): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1' });
  const headers = { authorization: `Bearer ${bearer}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

interface Sent {
  readonly status: number;
  readonly body: string;
  readonly connection: string | undefined;
}

/** What `fetch` would not let us send. */
async function send(
  { url }: ServedTools,
  headers: Record<string, string>,
  { method = 'POST', body = LIST, path }: { method?: string; body?: string; path?: string } = {},
): Promise<Sent> {
  const { promise, resolve, reject } = Promise.withResolvers<Sent>();
  const sent = request(path ? new URL(path, url) : url, { method, headers: { ...USUAL, ...headers } });
  sent.on('error', reject);
  sent.on('response', (answer) => {
    const {
      statusCode: status = 0,
      headers: { connection },
    } = answer;
    text(answer).then((body) => resolve({ status, body, connection }), reject);
  });
  sent.end(body);
  return promise;
}

const USUAL = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

test('lists the tools of the run with schemas, and no others', async () => {
  const client = await connect(await served());
  const listed = await client.listTools();
  expect(listed.tools.map(({ name }) => name)).toEqual(['move_work_item', 'comment_on_work_item']);
  const [move] = listed.tools;
  expect(move?.inputSchema).toMatchObject({
    type: 'object',
    required: ['item', 'destination', 'why'],
    additionalProperties: false,
    properties: { item: { type: 'string' } },
  });
});

test('answers a call with a structured result', async () => {
  const client = await connect(await served());
  const result = await client.callTool({
    name: 'comment_on_work_item',
    arguments: { item: 'acme/web#538', body: 'Hello' },
  });
  expect(result).toMatchObject({ structuredContent: { created: true } });
  expect(result.isError).toBeUndefined();
});

test.each([
  [
    'a failure',
    'move_work_item',
    { item: 'acme/web#538', destination: 'todo', why: 'x' },
    'expectation-missing: Call it',
  ],
  [
    'a tool that is not allowed',
    'finish',
    { outcome: 'done' },
    'tool-not-allowed: You have no tool "finish"',
  ],
  ['arguments that do not parse', 'move_work_item', { item: 'x' }, 'tool-arguments-invalid: '],
])('tells %s as an error, with what to do', async (_, name, args, start) => {
  const client = await connect(await served());
  const result = await client.callTool({ name, arguments: args });
  expect(result).toMatchObject({ isError: true, content: [{ type: 'text' }] });
  expect(result.structuredContent).toBeUndefined();
  expect(JSON.stringify(result.content)).toContain(JSON.stringify(start).slice(1, -1));
});

test('an engine may connect again, and several may at once', async () => {
  const of = tools();
  const server = await served(of);
  const clients = await Promise.all([connect(server), connect(server)]);
  await Promise.all(
    clients.map((client, index) =>
      client.callTool({
        name: 'comment_on_work_item',
        arguments: { item: 'acme/web#538', body: `${index}` },
      }),
    ),
  );
  await clients[0].close();
  const again = await connect(server);
  await again.callTool({ name: 'comment_on_work_item', arguments: { item: 'acme/web#538', body: 'again' } });
  expect(of.calls).toHaveLength(3);
});

test('the bearer of one run opens no other', async () => {
  const [one, other] = [await served(), await served()];
  expect(one.bearer).not.toBe(other.bearer);
  expect((await send(one, { authorization: `Bearer ${one.bearer}` })).status).toBe(200);
  expect((await send(one, { authorization: `Bearer ${other.bearer}` })).status).toBe(401);
  for (const authorization of [
    '',
    'Bearer ',
    'Bearer',
    one.bearer,
    `Bearer ${one.bearer}x`,
    `bearer ${one.bearer}`,
  ]) {
    expect((await send(one, { authorization })).status).toBe(401);
  }
});

test('a web page reaches nothing, whatever name it gave to this address', async () => {
  const server = await served();
  const authorization = `Bearer ${server.bearer}`;
  const port = new URL(server.url).port;
  for (const headers of [
    { host: `evil.test:${port}` },
    { host: `127.0.0.1.evil.test:${port}` },
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'http://localhost.evil.test' },
  ]) {
    expect(await send(server, { authorization, ...headers })).toMatchObject({ status: 403 });
  }
  expect((await send(server, { authorization, host: `localhost:${port}` })).status).toBe(200);
});

test.each([
  ['another path', { path: '/' }, 404],
  ['a stream of events', { method: 'GET', body: '' }, 405],
  ['the end of a session', { method: 'DELETE', body: '' }, 405],
  ['what is no JSON', { body: '{' }, 400],
  ['what is no message', { body: '{"jsonrpc":"1.0"}' }, 400],
  ['more than a call can be', { body: 'x'.repeat(1024 * 1024 + 1) }, 413],
])('refuses %s', async (_, sent, status) => {
  const server = await served();
  const answer = await send(server, { authorization: `Bearer ${server.bearer}` }, sent);
  expect(answer.status).toBe(status);
  // And goes on.
  expect((await send(server, { authorization: `Bearer ${server.bearer}` })).status).toBe(200);
});

test('closes when the last call has ended, and answers nobody afterwards', async () => {
  const { promise: called, resolve: onCalled } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
  const of = toolsOf('scope: item\ntools: [comment_on_work_item]', {
    handlers: {
      comment_on_work_item: async () => {
        onCalled();
        await goOn;
        return handlers.comment_on_work_item();
      },
    },
  });
  const server = await serveTools(of);
  const headers = { authorization: `Bearer ${server.bearer}` };
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'comment_on_work_item', arguments: { item: 'acme/web#538', body: 'x' } },
  });
  const answer = send(server, headers, { body });
  await called;
  const closed = server.close();
  letGo();
  // A connection that stays open would keep the server.
  expect(await answer).toMatchObject({ status: 200, connection: 'close' });
  await closed;
  await expect(send(server, headers)).rejects.toThrow('ECONNREFUSED');
});
