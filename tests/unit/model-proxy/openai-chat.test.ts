import { describe, expect, it } from 'vitest';
import { type Asking, answerJson, answerStream, ask, sse, startProxy, startUpstream } from './model-world.ts';

const PROVIDER = { provider: 'openai' } as const;

function call(more: Readonly<Record<string, unknown>> = {}) {
  return { model: 'gpt-5.5', messages: [{ role: 'user', content: 'Hello' }], ...more };
}

function asking(proxy: { readonly key: string }): Asking {
  return { path: '/v1/chat/completions', headers: { authorization: `Bearer ${proxy.key}` }, key: undefined };
}

const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 20,
  total_tokens: 120,
  prompt_tokens_details: { cached_tokens: 40, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 5 },
};
const COST = 60 * 5_000 + 40 * 500 + 20 * 30_000;

/** https://platform.openai.com/docs/api-reference/chat-streaming */
const chunk = (delta: unknown, finish_reason: string | null) =>
  [
    undefined,
    { object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }], usage: null },
  ] as const;
const STREAM = sse(
  chunk({ role: 'assistant', content: 'Hi' }, null),
  chunk({}, 'stop'),
  [undefined, { object: 'chat.completion.chunk', choices: [], usage: USAGE }],
  [undefined, '[DONE]'],
);

describe('calls to OpenAI by chat completions', () => {
  it('are asked for their usage, get a limit, and are counted', async () => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    const body = call({ stream: true, stream_options: { include_usage: false, other: 1 } });
    expect(await (await ask(proxy, body, asking(proxy))).text()).toBe(STREAM);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual({
      ...body,
      stream_options: { include_usage: true, other: 1 },
      max_completion_tokens: 32_000,
    });
    expect(proxy.usage()).toMatchObject({
      tokens: { input: 60, output: 20, cacheRead: 40, cacheWrite: 0 },
      nanoDollars: COST,
      estimatedCalls: 0,
    });
    expect(proxy.lastCall()).toMatchObject({ isWhole: true });
  });

  it('keep the limit that they name, by either of its names, and are counted without a stream', async () => {
    await using upstream = await startUpstream(answerJson({ object: 'chat.completion', usage: USAGE }));
    await using proxy = await startProxy(upstream, PROVIDER);
    for (const limit of [{ max_tokens: 5 }, { max_completion_tokens: 5 }]) {
      await (await ask(proxy, call(limit), asking(proxy))).text();
      expect(JSON.parse(upstream.requests.at(-1)?.body ?? '')).toEqual(call(limit));
    }
    expect(proxy.usage()).toMatchObject({ calls: 2, nanoDollars: 2 * COST });
  });

  it('count as all that was set aside if the server never tells its usage', async () => {
    await using upstream = await startUpstream(answerStream(sse(chunk({}, 'stop'), [undefined, '[DONE]'])));
    await using proxy = await startProxy(upstream, PROVIDER);
    await (await ask(proxy, call({ stream: true, max_tokens: 10 }), asking(proxy))).text();
    expect(proxy.usage()).toMatchObject({ estimatedCalls: 1 });
    expect(proxy.usage().nanoDollars).toBeGreaterThan(2_000 * 5_000);
  });

  it('set aside the output of every choice that they ask for', async () => {
    await using upstream = await startUpstream(answerStream(STREAM));
    const caps = { nanoDollars: 3 * 1_000 * 30_000, tokens: 0 };
    await using proxy = await startProxy(upstream, { ...PROVIDER, caps });
    expect((await ask(proxy, call({ max_tokens: 1_000, n: 3 }), asking(proxy))).status).toBe(400);
    expect((await ask(proxy, call({ max_tokens: 1_000, n: 1 }), asking(proxy))).status).toBe(200);
  });

  const content = (part: unknown) => ({ messages: [{ role: 'user', content: [part] }] });
  it.each([
    ['another model', { model: 'gpt-5.5-pro' }],
    ['a search on the web', { web_search_options: {} }],
    ['a tool that nobody knows yet', { tools: [{ type: 'teleport' }] }],
    ['an image from an address', content({ type: 'image_url', image_url: { url: 'https://evil.example' } })],
    ['a stored file', content({ type: 'file', file: { file_id: 'x' } })],
    ['a dearer tier', { service_tier: 'priority' }],
    ['a limit that is none', { max_tokens: 0 }],
  ])('are refused if they ask for %s', async (_, more) => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    expect((await ask(proxy, call(more), asking(proxy))).status).toBe(400);
    expect(upstream.requests).toEqual([]);
    expect(proxy.refusals()).toMatchObject([{ reason: 'model-call-refused' }]);
  });
});
