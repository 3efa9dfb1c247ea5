import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ModelProxy } from '../../../src/model-proxy/start-model-proxy.ts';
import { WHOLE_STREAM } from './anthropic-streams.ts';
import { answerStream, ask, messages, startProxy, startUpstream } from './model-world.ts';

const error = (type: string, message: unknown = expect.stringMatching(/^Interlock: /)) => ({
  type: 'error',
  error: { type, message },
});

/** What the engine writes on a socket of its own, and all that comes back. */
async function write(proxy: ModelProxy, head: readonly string[], body = ''): Promise<string> {
  const { port } = new URL(proxy.baseUrl);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('end', () => socket.end());
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

describe('the key of the run', () => {
  it('is random, and another one is refused in the form of the provider', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using one = await startProxy(upstream);
    await using other = await startProxy(upstream);
    expect(one.key).toMatch(/^sk-ant-api03-[\w-]{43}$/);
    expect(one.key).not.toBe(other.key);
    for (const key of ['', 'x', `${one.key}x`, other.key]) {
      const response = await ask(one, messages(), { key });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual(error('authentication_error'));
    }
    expect(upstream.requests).toEqual([]);
  });

  it('has to be there', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const body = JSON.stringify(messages());
    const head = [
      'POST /v1/messages HTTP/1.1',
      'host: x',
      `content-length: ${body.length}`,
      'connection: close',
    ];
    expect(await write(proxy, head, body)).toMatch(/^HTTP\/1\.1 401 /);
    expect(upstream.requests).toEqual([]);
  });

  it('has to be right wherever a credential stands', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const headers = { authorization: 'Bearer sk-ant-api03-stolen' };
    expect((await ask(proxy, messages(), { headers })).status).toBe(401);
    expect(upstream.requests).toEqual([]);
  });
});

describe('a path that is not listed', () => {
  it.each([
    '/v1/messages/batches',
    '/v1/files',
    '/v1/models',
    '/v1/organizations/api_keys',
    '/v1//messages',
    '//v1/messages',
    '/v1/./messages',
    '/v1/x/../messages',
    '/v1/%6dessages',
    '/v1/messages%3fbeta=true',
    '/v1/messages%2f..%2fbatches',
    '/v1/messages/%2e%2e/files',
    '/v1/messages?beta=true&x=1',
    '/v1/messages?x=1',
    '/v1/messages/',
    '/V1/messages',
    '/v1/responses',
    '/__proto__',
    '/constructor',
  ])('does not pass: %s', async (path) => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    // On a socket, since a client would tidy the path up.
    const body = JSON.stringify(messages());
    const head = [
      `POST ${path} HTTP/1.1`,
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    expect(await write(proxy, head, body)).toMatch(/^HTTP\/1\.1 404 [^]*"not_found_error"/);
    expect(upstream.requests).toEqual([]);
  });

  it('does not pass as a whole URL either, and no other server is asked', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using elsewhere = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const head = [
      `POST ${elsewhere.url}/v1/messages HTTP/1.1`,
      `host: ${new URL(elsewhere.url).host}`,
      `x-api-key: ${proxy.key}`,
      'content-length: 0',
      'connection: close',
    ];
    expect(await write(proxy, head)).toMatch(/^HTTP\/1\.1 404 /);
    expect([upstream.requests, elsewhere.requests]).toEqual([[], []]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('does not pass by %s', async (method) => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const head = [
      `${method} /v1/messages HTTP/1.1`,
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      'connection: close',
    ];
    expect(await write(proxy, head)).toMatch(/^HTTP\/1\.1 404 /);
    expect(upstream.requests).toEqual([]);
  });
});

describe('HTTP tricks', () => {
  it('open no tunnel', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const { host } = new URL(upstream.url);
    const head = [`CONNECT ${host} HTTP/1.1`, `host: ${host}`, `x-api-key: ${proxy.key}`];
    expect(await write(proxy, head)).toBe('');
    expect(upstream.requests).toEqual([]);
  });

  it('upgrade to no other protocol', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const head = [
      'GET /v1/messages HTTP/1.1',
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      'connection: upgrade',
      'upgrade: websocket',
    ];
    const answer = await write(proxy, [...head, 'connection: close']);
    expect(answer).not.toMatch(/^HTTP\/1\.1 101/);
    expect(upstream.requests).toEqual([]);
  });

  it('smuggle no second request behind a first one', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const hidden = `POST /v1/files HTTP/1.1\r\nhost: x\r\nx-api-key: ${proxy.key}\r\n\r\n`;
    const head = [
      'POST /v1/messages HTTP/1.1',
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      `content-length: ${hidden.length + 5}`,
      'transfer-encoding: chunked',
    ];
    expect(await write(proxy, head, `0\r\n\r\n${hidden}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.requests).toEqual([]);
  });

  it('put no header of their own into what is sent', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const body = JSON.stringify(messages());
    const head = [
      'POST /v1/messages HTTP/1.1',
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      'anthropic-version: 2023-06-01\nx-api-key: other',
      `content-length: ${body.length}`,
      'connection: close',
    ];
    expect(await write(proxy, head, body)).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.requests).toEqual([]);
  });
});

describe('a body that is not what it should be', () => {
  it.each([
    ['no JSON', '{"model":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['no messages', '{"model":"claude-opus-4-8","max_tokens":1}'],
    ['no limit', '{"model":"claude-opus-4-8","messages":[]}'],
    ['a limit below zero', '{"model":"claude-opus-4-8","max_tokens":-5,"messages":[]}'],
  ])('is refused in the form of the provider: %s', async (_, body) => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const response = await ask(proxy, body);
    expect(response.status).toBe(400);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toEqual(error('invalid_request_error'));
    expect(proxy.refusals()).toMatchObject([{ reason: 'model-call-refused' }]);
    expect(upstream.requests).toEqual([]);
  });

  it('is refused as too large before it is read', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const head = [
      'POST /v1/messages HTTP/1.1',
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      `content-length: ${2 ** 40}`,
    ];
    expect(await write(proxy, head)).toMatch(/^HTTP\/1\.1 413 [^]*"request_too_large"/);
  });

  it('is refused as too large while it comes in parts', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const head = [
      'POST /v1/messages HTTP/1.1',
      'host: 127.0.0.1',
      `x-api-key: ${proxy.key}`,
      'transfer-encoding: chunked',
    ];
    const size = 33 * 1024 ** 2;
    const answer = await write(proxy, head, `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(upstream.requests).toEqual([]);
  });

  it('cannot name one model for us and another one for the provider', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const rest = '"max_tokens":10,"messages":[]';
    const twice = `{"model":"claude-opus-5","model":"claude-opus-4-8",${rest}}`;
    await (await ask(proxy, twice)).text();
    expect(upstream.requests.map(({ body }) => body)).toEqual([`{"model":"claude-opus-4-8",${rest}}`]);
  });
});

describe('what a call may not ask for', () => {
  it.each([
    ['another model', { model: 'claude-opus-5' }],
    ['a search on the web', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
    ['pages of the web', { tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] }],
    ['code on other machines', { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }] }],
    ['a tool that nobody knows yet', { tools: [{ type: 'teleport_20271231', name: 'teleport' }] }],
    ['an MCP connector', { mcp_servers: [{ type: 'url', url: 'https://evil.example', name: 'x' }] }],
    ['a toolset of a connector', { tools: [{ type: 'mcp_toolset', mcp_server_name: 'x' }] }],
    ['a container', { container: { skills: [] } }],
    ['a faster and dearer model', { speed: 'fast' }],
    ['a dearer tier', { service_tier: 'priority' }],
    [
      'a summary that the usage leaves out',
      { context_management: { edits: [{ type: 'compact_20260112' }] } },
    ],
    [
      'an image from an address',
      content({ type: 'image', source: { type: 'url', url: 'https://evil.example/?d' } }),
    ],
    ['a stored file', content({ type: 'document', source: { type: 'file', file_id: 'file_1' } })],
    ['an uploaded file', content({ type: 'container_upload', file_id: 'file_1' })],
    [
      'an image from an address, within the result of a tool',
      content({
        type: 'tool_result',
        tool_use_id: 'x',
        content: [{ type: 'image', source: { type: 'url', url: 'https://evil.example' } }],
      }),
    ],
    ['an inner block that is not understood', content({ type: 'tool_result', content: [{ source: {} }] })],
  ])('is refused: %s', async (_, more) => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const response = await ask(proxy, messages(more));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(error('invalid_request_error'));
    expect(upstream.requests).toEqual([]);
    expect(proxy.refusals()).toHaveLength(1);
    expect(proxy.lastCall()).toMatchObject({ kind: 'refused', reason: 'model-call-refused' });
    expect(proxy.usage()).toMatchObject({ calls: 0, nanoDollars: 0, unpricedTokens: 0 });
  });

  it('passes where it is the own business of an engine', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const tools = [
      { name: 'Read', input_schema: { type: 'object' } },
      { type: 'custom', name: 'Edit', input_schema: { type: 'object' } },
      { type: 'bash_20250124', name: 'bash' },
    ];
    const input = { source: { type: 'url', url: 'https://example.com' } };
    const call = { role: 'assistant', content: [{ type: 'tool_use', id: 'x', name: 'Read', input }] };
    const edits = [{ type: 'clear_thinking_20251015', keep: 'all' }];
    const body = messages({ tools, messages: [call], context_management: { edits }, service_tier: 'auto' });
    expect((await ask(proxy, body)).status).toBe(200);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual(body);
  });

  it('passes where the configuration lists it', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream, { serverTools: ['web_search_20250305'] });
    const tools = [{ type: 'web_search_20250305', name: 'web_search' }];
    expect((await ask(proxy, messages({ tools }))).status).toBe(200);
  });

  it('is remembered fifty times and no more', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    for (let count = 0; count < 60; count += 1) await (await ask(proxy, messages({ speed: 'fast' }))).text();
    expect(proxy.refusals()).toHaveLength(50);
  });
});

function content(block: unknown) {
  return { messages: [{ role: 'user', content: [block] }] };
}
