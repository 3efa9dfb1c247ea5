import { describe, expect, it } from 'vitest';
import {
  type Asking,
  answerJson,
  answerStream,
  ask,
  REAL_KEY,
  sse,
  startProxy,
  startUpstream,
} from './model-world.ts';

const PROVIDER = { provider: 'openai' } as const;

/** As Codex asks: the whole conversation in each call, nothing stored, no limit of the output. */
function call(more: Readonly<Record<string, unknown>> = {}) {
  const content = [{ type: 'input_text', text: 'Hello' }];
  const input = [{ type: 'message', role: 'user', content }];
  return { model: 'gpt-5.5', instructions: 'Be brief.', input, stream: true, store: false, ...more };
}

function asking(proxy: { readonly key: string }, path = '/v1/responses'): Asking {
  return { path, headers: { authorization: `Bearer ${proxy.key}` } };
}

const USAGE = {
  input_tokens: 1_000,
  input_tokens_details: { cached_tokens: 400 },
  output_tokens: 50,
  output_tokens_details: { reasoning_tokens: 20 },
  total_tokens: 1_050,
};

/** 600 x 5 + 400 x 0.5 + 50 x 30 dollars for a million. */
const COST = 600 * 5_000 + 400 * 500 + 50 * 30_000;

/** https://platform.openai.com/docs/api-reference/responses-streaming */
function stream(end: string, response: Readonly<Record<string, unknown>>): string {
  const started = { id: 'resp_1', object: 'response', status: 'in_progress', model: 'gpt-5.5', usage: null };
  const delta = { type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, delta: 'Hi' };
  return sse(
    ['response.created', { type: 'response.created', sequence_number: 0, response: started }],
    ['response.output_text.delta', { ...delta, sequence_number: 1 }],
    [end, { type: end, sequence_number: 2, response: { ...started, ...response } }],
  );
}

const COMPLETED = stream('response.completed', { status: 'completed', usage: USAGE });

describe('calls to OpenAI by its responses', () => {
  it('carry the real key, get a limit if they have none, and are counted from the last event', async () => {
    await using upstream = await startUpstream(answerStream(COMPLETED));
    await using proxy = await startProxy(upstream, PROVIDER);
    expect(proxy.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    const headers = { 'openai-organization': 'org-other', session_id: 's', ...asking(proxy).headers };
    const response = await ask(proxy, call(), { ...asking(proxy), headers, key: undefined });
    expect(await response.text()).toBe(COMPLETED);
    const [request] = upstream.requests;
    expect(request?.target).toBe('/v1/responses');
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${REAL_KEY}`, session_id: 's' });
    expect(request?.headers).not.toHaveProperty('openai-organization');
    expect(JSON.parse(request?.body ?? '')).toEqual(call({ max_output_tokens: 32_000 }));
    expect(proxy.usage()).toEqual({
      calls: 1,
      tokens: { input: 600, output: 50, cacheRead: 400, cacheWrite: 0 },
      nanoDollars: COST,
      unpricedTokens: 0,
      estimatedCalls: 0,
    });
    expect(proxy.lastCall()).toEqual({ kind: 'answered', status: 200, isWhole: true });
  });

  it('keep the limit that they name', async () => {
    await using upstream = await startUpstream(answerStream(COMPLETED));
    await using proxy = await startProxy(upstream, PROVIDER);
    await (await ask(proxy, call({ max_output_tokens: 77 }), asking(proxy))).text();
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toMatchObject({ max_output_tokens: 77 });
  });

  it('are counted without a stream too', async () => {
    await using upstream = await startUpstream(
      answerJson({ id: 'resp_1', object: 'response', status: 'completed', usage: USAGE }),
    );
    await using proxy = await startProxy(upstream, PROVIDER);
    await (await ask(proxy, call({ stream: false }), asking(proxy))).text();
    expect(proxy.usage()).toMatchObject({ nanoDollars: COST, estimatedCalls: 0 });
  });

  it('are counted if they end at their limit', async () => {
    const incomplete_details = { reason: 'max_output_tokens' };
    const text = stream('response.incomplete', { status: 'incomplete', incomplete_details, usage: USAGE });
    await using upstream = await startUpstream(answerStream(text));
    await using proxy = await startProxy(upstream, PROVIDER);
    await (await ask(proxy, call(), asking(proxy))).text();
    expect(proxy.usage()).toMatchObject({ nanoDollars: COST, estimatedCalls: 0 });
    expect(proxy.lastCall()).toMatchObject({ isWhole: true });
  });

  it('that fail within a 200 count as all that was set aside, and are not whole', async () => {
    const error = { code: 'server_error', message: 'x' };
    const answers = [
      stream('response.failed', { status: 'failed', error }),
      sse(['error', { type: 'error', code: 'server_error', message: 'x', sequence_number: 0 }]),
    ];
    for (const text of answers) {
      await using upstream = await startUpstream(answerStream(text));
      await using proxy = await startProxy(upstream, PROVIDER);
      await (await ask(proxy, call(), asking(proxy))).text();
      expect(proxy.usage()).toMatchObject({ estimatedCalls: 1 });
      expect(proxy.usage().nanoDollars).toBeGreaterThanOrEqual(32_000 * 30_000);
      expect(proxy.lastCall()).toMatchObject({ status: 200, isWhole: false });
    }
  });

  it('whose counts contradict each other count as all that was set aside', async () => {
    const usage = { input_tokens: 1, input_tokens_details: { cached_tokens: 9 }, output_tokens: 1 };
    const text = stream('response.completed', { status: 'completed', usage });
    await using upstream = await startUpstream(answerStream(text));
    await using proxy = await startProxy(upstream, PROVIDER);
    await (await ask(proxy, call(), asking(proxy))).text();
    expect(proxy.usage().nanoDollars).toBeGreaterThanOrEqual(32_000 * 30_000);
  });

  it('are counted by OpenAI if their bytes do not fit into the budget', async () => {
    await using upstream = await startUpstream((response, request) =>
      (request.target === '/v1/responses/input_tokens'
        ? answerJson({ object: 'response.input_tokens', input_tokens: 1_000 })
        : answerStream(COMPLETED))(response, request),
    );
    const nanoDollars = 3_050 * 5_000 + 100 * 30_000;
    await using proxy = await startProxy(upstream, { ...PROVIDER, caps: { nanoDollars, tokens: 0 } });
    const body = call({ input: 'word '.repeat(1_000), max_output_tokens: 100 });
    expect((await ask(proxy, body, asking(proxy))).status).toBe(200);
    const { model, input, instructions } = body as Record<string, unknown>;
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual({ model, input, instructions });
  });

  it('that only count tokens cost nothing and get no limit', async () => {
    await using upstream = await startUpstream(
      answerJson({ object: 'response.input_tokens', input_tokens: 7 }),
    );
    await using proxy = await startProxy(upstream, { ...PROVIDER, caps: { nanoDollars: 0, tokens: 0 } });
    const { stream: _, store: __, ...body } = call();
    const response = await ask(proxy, body, asking(proxy, '/v1/responses/input_tokens'));
    expect(response.status).toBe(200);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual(body);
  });

  it.each([
    '/v1/models',
    '/v1/files',
    '/v1/responses/resp_1',
    '/v1/responses/compact',
    '/v1/embeddings',
    '/v1/messages',
    '/responses',
  ])('pass by listed paths alone: %s', async (path) => {
    await using upstream = await startUpstream(answerStream(COMPLETED));
    await using proxy = await startProxy(upstream, PROVIDER);
    const response = await ask(proxy, call(), asking(proxy, path));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect(upstream.requests).toEqual([]);
  });

  const nested = (type: string) => [{ type: 'namespace', name: 'x', tools: [{ type }] }];
  const image = (url: string) => [{ role: 'user', content: [{ type: 'input_image', image_url: url }] }];
  it.each([
    ['another model', { model: 'gpt-5.5-pro' }],
    ['work in the background', { background: true }],
    ['a search on the web', { tools: [{ type: 'web_search' }] }],
    ['a search among files', { tools: [{ type: 'file_search', vector_store_ids: ['x'] }] }],
    ['code on other machines', { tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] }],
    ['a shell on other machines', { tools: [{ type: 'shell', environment: { type: 'container_auto' } }] }],
    ['an MCP connector', { tools: [{ type: 'mcp', server_url: 'https://evil.example' }] }],
    ['images', { tools: [{ type: 'image_generation' }] }],
    ['a tool that nobody knows yet', { tools: [{ type: 'teleport' }] }],
    ['such a tool in a group', { tools: nested('web_search') }],
    ['such a tool that the input brings', { input: [{ type: 'tool_search_output', tools: nested('mcp') }] }],
    ['a search for tools at OpenAI', { tools: [{ type: 'tool_search' }] }],
    ['a stored answer', { previous_response_id: 'resp_1' }],
    ['a stored conversation', { conversation: 'conv_1' }],
    ['a stored prompt', { prompt: { id: 'pmpt_1' } }],
    ['a stored item', { input: [{ type: 'item_reference', id: 'msg_1' }] }],
    ['a stored file', { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'x' }] }] }],
    [
      'a file from an address',
      { input: [{ role: 'user', content: [{ type: 'input_file', file_url: 'x' }] }] },
    ],
    ['an image from an address', { input: image('https://evil.example/?data') }],
    [
      'such an image in an output',
      {
        input: [{ type: 'function_call_output', output: [{ type: 'input_image', image_url: 'https://x' }] }],
      },
    ],
    ['an output that is not understood', { input: [{ type: 'function_call_output', output: [{ x: 1 }] }] }],
    ['a dearer tier', { service_tier: 'priority' }],
  ])('are refused if they ask for %s', async (_, more) => {
    await using upstream = await startUpstream(answerStream(COMPLETED));
    await using proxy = await startProxy(upstream, PROVIDER);
    const response = await ask(proxy, call(more), asking(proxy));
    expect(response.status).toBe(400);
    const message = expect.stringMatching(/^Interlock: /);
    expect(await response.json()).toEqual({
      error: { message, type: 'invalid_request_error', param: null, code: null },
    });
    expect(upstream.requests).toEqual([]);
    expect(proxy.refusals()).toMatchObject([{ reason: 'model-call-refused' }]);
  });

  it('pass with what is the own business of an engine', async () => {
    await using upstream = await startUpstream(answerStream(COMPLETED));
    await using proxy = await startProxy(upstream, PROVIDER);
    const tools = [
      { type: 'function', name: 'shell', parameters: {} },
      { type: 'custom', name: 'apply_patch' },
      { type: 'local_shell' },
      { type: 'namespace', name: 'mcp__interlock', tools: [{ type: 'function', name: 'move' }] },
      { type: 'tool_search', execution: 'client' },
    ];
    const input = [
      ...image('data:image/png;base64,AAAA'),
      { type: 'reasoning', summary: [], content: null, encrypted_content: 'x' },
      { type: 'function_call_output', call_id: 'x', output: 'done' },
    ];
    const response = await ask(proxy, call({ tools, input, service_tier: 'auto' }), asking(proxy));
    expect(response.status).toBe(200);
  });
});
