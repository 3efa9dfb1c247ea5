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

const PROVIDER = { provider: 'gemini' } as const;
const STREAMING = '/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse';
const WHOLE = '/v1beta/models/gemini-3.8-flash:generateContent';

function call(more: Readonly<Record<string, unknown>> = {}) {
  return { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }], ...more };
}

function asking(proxy: { readonly key: string }, path = STREAMING): Asking {
  return { path, headers: { 'x-goog-api-key': proxy.key }, key: undefined };
}

/** https://ai.google.dev/api/generate-content#UsageMetadata; a part of a stream tells the counts so far. */
const part = (text: string, counts: unknown, finishReason?: string) => ({
  candidates: [
    { content: { role: 'model', parts: [{ text }] }, index: 0, ...(finishReason && { finishReason }) },
  ],
  usageMetadata: counts,
  modelVersion: 'gemini-3.8-flash',
});
const FIRST = part('H', { promptTokenCount: 100, totalTokenCount: 100 });
const LAST = part(
  'i',
  {
    promptTokenCount: 100,
    cachedContentTokenCount: 40,
    candidatesTokenCount: 5,
    thoughtsTokenCount: 15,
    totalTokenCount: 120,
  },
  'STOP',
);
const STREAM = sse([undefined, FIRST], [undefined, LAST]);
/** 60 x 0.75 + 40 x 0.075 + 20 x 3.75 dollars for a million: thoughts are output. */
const COST = 60 * 750 + 40 * 75 + 20 * 3_750;
const COUNTED = {
  calls: 1,
  tokens: { input: 60, output: 20, cacheRead: 40, cacheWrite: 0 },
  nanoDollars: COST,
  unpricedTokens: 0,
  estimatedCalls: 0,
};

describe('calls to Gemini', () => {
  it('carry the real key, get a limit if they have none, and are counted from their last part', async () => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    expect(await (await ask(proxy, call(), asking(proxy))).text()).toBe(STREAM);
    const [request] = upstream.requests;
    expect(request?.target).toBe(STREAMING);
    expect(request?.headers).toMatchObject({ 'x-goog-api-key': REAL_KEY });
    expect(JSON.parse(request?.body ?? '')).toEqual(call({ generationConfig: { maxOutputTokens: 32_000 } }));
    expect(proxy.usage()).toEqual(COUNTED);
    expect(proxy.lastCall()).toMatchObject({ isWhole: true });
  });

  it('are counted without a stream, and if the stream is a list', async () => {
    const path = STREAMING.replace('?alt=sse', '');
    for (const [target, answer] of [
      [WHOLE, LAST],
      [path, [FIRST, LAST]],
    ] as const) {
      await using upstream = await startUpstream(answerJson(answer));
      await using proxy = await startProxy(upstream, PROVIDER);
      await (await ask(proxy, call(), asking(proxy, target))).text();
      expect(upstream.requests[0]?.target).toBe(target);
      expect(proxy.usage()).toEqual(COUNTED);
    }
  });

  it('that break off count for all the output they may have had', async () => {
    await using upstream = await startUpstream(answerStream(sse([undefined, FIRST])));
    await using proxy = await startProxy(upstream, PROVIDER);
    const generation_config = { max_output_tokens: 700 };
    await (await ask(proxy, call({ generation_config }), asking(proxy))).text();
    expect(proxy.usage()).toMatchObject({ estimatedCalls: 1, nanoDollars: 100 * 750 + 700 * 3_750 });
    expect(proxy.lastCall()).toMatchObject({ isWhole: false });
  });

  it('are counted by Google if their bytes do not fit into the budget', async () => {
    const counting = '/v1beta/models/gemini-3.8-flash:countTokens';
    await using upstream = await startUpstream((response, request) =>
      (request.target === counting ? answerJson({ totalTokens: 1_000 }) : answerStream(STREAM))(
        response,
        request,
      ),
    );
    const nanoDollars = 3_050 * 750 + 100 * 3_750;
    await using proxy = await startProxy(upstream, { ...PROVIDER, caps: { nanoDollars, tokens: 0 } });
    const contents = [{ role: 'user', parts: [{ text: 'word '.repeat(1_000) }] }];
    const body = call({ contents, generationConfig: { maxOutputTokens: 100 } });
    expect((await ask(proxy, body, asking(proxy))).status).toBe(200);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual({
      generateContentRequest: { ...body, model: 'models/gemini-3.8-flash' },
    });
  });

  it('that only count tokens cost nothing', async () => {
    await using upstream = await startUpstream(answerJson({ totalTokens: 7 }));
    await using proxy = await startProxy(upstream, { ...PROVIDER, caps: { nanoDollars: 0, tokens: 0 } });
    const path = '/v1beta/models/gemini-3.8-flash:countTokens';
    expect((await ask(proxy, call(), asking(proxy, path))).status).toBe(200);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual(call());
  });

  it.each([
    '/v1beta/models/gemini-3.8-flash:batchGenerateContent',
    '/v1beta/models/gemini-3.8-flash',
    '/v1beta/models',
    '/v1beta/cachedContents',
    '/v1beta/models/gemini-3.8-flash:generateContent?key=x',
    '/v1beta/models/x/..%2Fgemini-3.8-flash:generateContent',
    '/v1beta/models/gemini-3.8-flash%3AgenerateContent',
    '/v1beta/tunedModels/gemini-3.8-flash:generateContent',
    '/upload/v1beta/files',
  ])('pass by listed paths alone: %s', async (path) => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    const response = await ask(proxy, call(), asking(proxy, path));
    expect(response.status).toBe(404);
    const message = expect.stringMatching(/^Interlock: /);
    expect(await response.json()).toEqual({ error: { code: 404, message, status: 'NOT_FOUND' } });
    expect(upstream.requests).toEqual([]);
  });

  const parts = (one: unknown) => ({ contents: [{ role: 'user', parts: [one] }] });
  it.each([
    ['a search on the web', { tools: [{ googleSearch: {} }] }],
    ['such a search in the other spelling', { tools: [{ google_search: {} }] }],
    ['such a search behind a function', { tools: [{ functionDeclarations: [], urlContext: {} }] }],
    ['code on other machines', { tools: [{ code_execution: {} }] }],
    ['a tool that nobody knows yet', { tools: [{ teleport: {} }] }],
    ['stored input', { cachedContent: 'cachedContents/x' }],
    ['stored input in the other spelling', { cached_content: 'cachedContents/x' }],
    ['a file', parts({ fileData: { fileUri: 'https://evil.example/?data' } })],
    ['a file in the other spelling', parts({ file_data: { file_uri: 'https://evil.example' } })],
    ['a file for the system', { system_instruction: { parts: [{ file_data: { file_uri: 'x' } }] } }],
    [
      'a file in the answer of a function',
      parts({ function_response: { name: 'x', response: {}, parts: [{ file_data: {} }] } }),
    ],
    ['one thing in both spellings', { generationConfig: { maxOutputTokens: 1 }, generation_config: {} }],
    ['another model', { model: 'models/gemini-3.8-pro' }],
    ['a call within the call', { generateContentRequest: { model: 'models/other' } }],
    ['a dearer tier', { service_tier: 'priority' }],
  ])('are refused if they ask for %s', async (_, more) => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    const response = await ask(proxy, call(more), asking(proxy));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } });
    expect(upstream.requests).toEqual([]);
    expect(proxy.refusals()).toMatchObject([{ reason: 'model-call-refused' }]);
  });

  it('are refused for a model that is not configured, which stands in the path', async () => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    const path = '/v1beta/models/gemini-3.8-pro:generateContent';
    expect((await ask(proxy, call(), asking(proxy, path))).status).toBe(400);
    expect(upstream.requests).toEqual([]);
  });

  it('pass with what is the own business of an engine', async () => {
    await using upstream = await startUpstream(answerStream(STREAM));
    await using proxy = await startProxy(upstream, PROVIDER);
    const parameters = { type: 'OBJECT', properties: { file_data: {}, fileData: {}, google_search: {} } };
    const body = call({
      tools: [{ functionDeclarations: [{ name: 'read', parameters }] }],
      contents: [
        { role: 'model', parts: [{ functionCall: { name: 'read', args: { fileData: 1, file_data: 2 } } }] },
        { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
      ],
      generationConfig: { maxOutputTokens: 9 },
    });
    expect((await ask(proxy, body, asking(proxy))).status).toBe(200);
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual(body);
  });
});
