import { describe, expect, it } from 'vitest';
import { startModelProxy } from '../../../src/model-proxy/start-model-proxy.ts';
import { START, WHOLE_STREAM } from './anthropic-streams.ts';
import { answerStream, ask, messages, NOW, sse, startProxy, startUpstream } from './model-world.ts';

const error = (type: string, message: RegExp) => ({
  type: 'error',
  error: { type, message: expect.stringMatching(message) },
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'of %i is not followed, and its address goes nowhere',
    async (status) => {
      await using elsewhere = await startUpstream(answerStream(WHOLE_STREAM));
      await using upstream = await startUpstream((response) => {
        response.writeHead(status, { location: `${elsewhere.url}/v1/messages` }).end();
      });
      await using proxy = await startProxy(upstream);
      const response = await ask(proxy, messages());
      expect(response.status).toBe(400);
      expect(response.headers.has('location')).toBe(false);
      expect(await response.json()).toEqual(error('invalid_request_error', /redirects \(\d+\)/));
      // Nor where the provider is only asked to count.
      await using spent = await startProxy(upstream, { caps: { nanoDollars: 0, tokens: 0 } });
      expect((await ask(spent, messages())).status).toBe(400);
      expect(upstream.requests).toHaveLength(2);
      expect(elsewhere.requests).toEqual([]);
      expect(proxy.lastCall()).toMatchObject({ kind: 'answered', status });
      expect(proxy.usage()).toMatchObject({ calls: 0, nanoDollars: 0 });
    },
  );
});

describe("a model's server that cannot be reached", () => {
  it('is said so with a status that engines try again, and costs nothing', async () => {
    const upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await upstream[Symbol.asyncDispose]();
    await using proxy = await startProxy(upstream);
    const response = await ask(proxy, messages());
    expect(response.status).toBe(502);
    expect(response.headers.has('x-should-retry')).toBe(false);
    expect(await response.json()).toEqual(error('api_error', /cannot be reached: ECONNREFUSED/));
    expect(proxy.lastCall()).toMatchObject({ kind: 'unreachable' });
    expect(proxy.usage()).toMatchObject({ calls: 0, nanoDollars: 0 });
  });

  it('counts as all that was set aside if it took the call and hung up', async () => {
    await using upstream = await startUpstream((response) => void response.destroy());
    await using proxy = await startProxy(upstream);
    expect((await ask(proxy, messages())).status).toBe(502);
    expect(proxy.usage()).toMatchObject({ calls: 1, estimatedCalls: 1 });
    expect(proxy.usage().nanoDollars).toBeGreaterThan(1_000 * 25_000);
  });
});

describe('an engine that goes away', () => {
  it('ends the call at the server of the model, before its answer', async () => {
    const asked = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    await using upstream = await startUpstream((response) => {
      response.once('close', ended.resolve);
      asked.resolve();
    });
    await using proxy = await startProxy(upstream);
    const engine = new AbortController();
    const call = ask(proxy, messages(), { signal: engine.signal });
    await asked.promise;
    engine.abort();
    await expect(call).rejects.toThrow('aborted');
    await ended.promise;
  });

  it('ends the call in the middle of a stream, which counts for all it may have taken', async () => {
    const ended = Promise.withResolvers<void>();
    await using upstream = await startUpstream((response) => {
      response.once('close', ended.resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(sse(START));
    });
    const proxy = await startProxy(upstream);
    const engine = new AbortController();
    const response = await ask(proxy, messages(), { signal: engine.signal });
    await response.body?.getReader().read();
    engine.abort();
    await ended.promise;
    await proxy[Symbol.asyncDispose]();
    expect(proxy.lastCall()).toEqual({ kind: 'abandoned' });
    expect(proxy.usage()).toMatchObject({
      calls: 1,
      estimatedCalls: 1,
      tokens: { input: 12, output: 1_000 },
    });
  });
});

describe('the end of a run', () => {
  it('ends what is under way on both sides, counts it, and leaves nobody listening', async () => {
    const ended = Promise.withResolvers<void>();
    await using upstream = await startUpstream((response) => {
      response.once('close', ended.resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(sse(START));
    });
    const proxy = await startProxy(upstream);
    const response = await ask(proxy, messages());
    const text = response.text().catch((reason: unknown) => String(reason));
    await proxy[Symbol.asyncDispose]();
    expect(await text).toContain('terminated');
    await ended.promise;
    expect(proxy.usage()).toMatchObject({ calls: 1, estimatedCalls: 1 });
    await expect(ask(proxy, messages())).rejects.toThrow('fetch failed');
  });
});

describe('too many calls at a time', () => {
  it('are told to come again, and the next one passes', async () => {
    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    await using upstream = await startUpstream(async (response, request) => {
      if (upstream.requests.length === 16) asked.resolve();
      await release.promise;
      await answerStream(WHOLE_STREAM)(response, request);
    });
    await using proxy = await startProxy(upstream);
    const calls = Array.from({ length: 16 }, () => ask(proxy, messages()));
    await asked.promise;
    const response = await ask(proxy, messages());
    expect(response.status).toBe(429);
    expect(await response.json()).toEqual(error('rate_limit_error', /more than 16 calls/));
    release.resolve();
    for (const call of await Promise.all(calls)) expect(await call.text()).toBe(WHOLE_STREAM);
    expect((await ask(proxy, messages())).status).toBe(200);
  });
});

describe('another way out', () => {
  it('is taken for every call', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const asked: string[] = [];
    const proxy = await startModelProxy({
      access: { provider: 'anthropic', key: 'k', keyKind: 'api-key', baseUrl: 'http://model.invalid' },
      models: ['claude-opus-4-8'],
      caps: { nanoDollars: 0, tokens: 100_000 },
      now: () => NOW,
      fetch: (input, init) => {
        asked.push(String(input));
        return fetch(`${upstream.url}/v1/messages`, init);
      },
    });
    await using _ = proxy;
    expect((await ask(proxy, messages())).status).toBe(200);
    expect(asked).toEqual(['http://model.invalid/v1/messages?beta=true']);
  });
});

describe('what arrives of a stream', () => {
  it('is passed on before the next part comes', async () => {
    const next = Promise.withResolvers<void>();
    await using upstream = await startUpstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      await next.promise;
      response.write('data: {"first":1}\n\n');
    });
    await using proxy = await startProxy(upstream);
    // The status is here although no byte of the body is.
    const response = await ask(proxy, messages());
    const reader = response.body?.getReader();
    next.resolve();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('data: {"first":1}\n\n');
  });
});
