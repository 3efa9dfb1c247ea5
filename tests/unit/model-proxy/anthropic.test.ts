import { describe, expect, it } from 'vitest';
import { WHOLE_COST, WHOLE_STREAM, WHOLE_TOKENS } from './anthropic-streams.ts';
import {
  answerJson,
  answerStream,
  ask,
  messages,
  REAL_KEY,
  startProxy,
  startUpstream,
} from './model-world.ts';

describe('calls to Anthropic', () => {
  it('carry the real key in place of the dummy, and only headers that are listed', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const headers = {
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'context-management-2025-06-27',
      authorization: `Bearer ${proxy.key}`,
      cookie: 'a=b',
      'proxy-authorization': 'Basic x',
      'x-forwarded-for': '10.0.0.1',
      'x-stainless-lang': 'js',
    };
    await (await ask(proxy, messages({ stream: true }), { headers })).text();
    const [request] = upstream.requests;
    expect(request?.target).toBe('/v1/messages?beta=true');
    expect(request?.headers).toMatchObject({
      'x-api-key': REAL_KEY,
      'anthropic-version': '2023-06-01',
      'anthropic-beta': 'context-management-2025-06-27',
      'accept-encoding': 'identity',
      'x-stainless-lang': 'js',
    });
    for (const name of ['authorization', 'cookie', 'proxy-authorization', 'x-forwarded-for'])
      expect(request?.headers).not.toHaveProperty(name);
    expect(JSON.stringify(request)).not.toContain(proxy.key);
  });

  it('pass a stream back byte by byte and count what it tells', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream);
    const response = await ask(proxy, messages({ stream: true }));
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(WHOLE_STREAM);
    expect(proxy.usage()).toEqual({
      calls: 1,
      tokens: WHOLE_TOKENS,
      nanoDollars: WHOLE_COST,
      unpricedTokens: 0,
      estimatedCalls: 0,
    });
    expect(proxy.lastCall()).toEqual({ kind: 'answered', status: 200, isWhole: true });
    expect(proxy.refusals()).toEqual([]);
  });

  it('are counted without a stream too', async () => {
    const usage = { input_tokens: 10, output_tokens: 3 };
    await using upstream = await startUpstream(
      answerJson({ type: 'message', model: 'claude-opus-4-8', usage }),
    );
    await using proxy = await startProxy(upstream);
    await (await ask(proxy, messages(), { path: '/v1/messages' })).text();
    expect(proxy.usage()).toMatchObject({ calls: 1, nanoDollars: 10 * 5_000 + 3 * 25_000 });
  });

  it('that only count tokens cost nothing and are no answer of a model', async () => {
    await using upstream = await startUpstream(answerJson({ input_tokens: 7 }));
    await using proxy = await startProxy(upstream, { caps: { nanoDollars: 0, tokens: 0 } });
    const { max_tokens: _, ...body } = messages();
    const response = await ask(proxy, body, { path: '/v1/messages/count_tokens?beta=true' });
    expect(await response.json()).toEqual({ input_tokens: 7 });
    expect(proxy.usage()).toMatchObject({ calls: 0, nanoDollars: 0 });
    expect(proxy.lastCall()).toBeUndefined();
  });

  it('with the token of a subscription carry it as a bearer with its beta, and are counted in tokens', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const key = 'sk-ant-oat01-real';
    const access = { provider: 'anthropic', key, keyKind: 'subscription', baseUrl: upstream.url } as const;
    await using proxy = await startProxy(upstream, { access });
    const headers = { 'anthropic-beta': 'claude-code-20250219' };
    await (await ask(proxy, messages({ stream: true }), { headers })).text();
    const [request] = upstream.requests;
    expect(request?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      'anthropic-beta': 'claude-code-20250219,oauth-2025-04-20',
    });
    expect(request?.headers).not.toHaveProperty('x-api-key');
    expect(proxy.usage()).toMatchObject({ nanoDollars: 0, unpricedTokens: 3_112, tokens: WHOLE_TOKENS });
  });
});
