import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELTAS, END, START, WHOLE_COST, WHOLE_STREAM } from './anthropic-streams.ts';
import {
  type Answer,
  answerJson,
  answerStream,
  ask,
  messages,
  REAL_KEY,
  sse,
  startProxy,
  startUpstream,
} from './model-world.ts';

const SEED = 20_261_201;
/** Dollars for a million tokens are thousands of nano-dollars for one. */
const INPUT = 5_000;
const CACHE_WRITE = 6_250;
const LONG_CACHE_WRITE = 10_000;
const OUTPUT = 25_000;
const COUNTING = '/v1/messages/count_tokens?beta=true';

/** What is set aside for a call: each byte a token, 2,000 around them, all of it at the dearest rate. */
function mostOf(body: unknown, outputTokens: number): number {
  const input = Buffer.byteLength(JSON.stringify(body)) + 2_000;
  return input * CACHE_WRITE + outputTokens * OUTPUT;
}

describe('the budget of a run', () => {
  it('refuses a call that could pass it, for good and in the form of the provider', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const nanoDollars = mostOf(messages(), 1_000) - 1;
    await using proxy = await startProxy(upstream, { caps: { nanoDollars, tokens: 1_000_000 } });
    const response = await ask(proxy, messages());
    expect(response.status).toBe(400);
    expect(response.headers.get('x-should-retry')).toBe('false');
    const message = expect.stringMatching(/^Interlock: The budget of this run is spent/);
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'invalid_request_error', message },
    });
    // It was asked to count, which costs nothing.
    expect(upstream.requests.map(({ target }) => target)).toEqual([COUNTING]);
    expect(proxy.refusals()).toMatchObject([{ reason: 'budget-spent' }]);
    expect(proxy.lastCall()).toMatchObject({ kind: 'refused', reason: 'budget-spent' });
  });

  it('passes a call that fits exactly, and has the rest again when the answer has told what it took', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const nanoDollars = mostOf(messages(), 1_000) + WHOLE_COST;
    await using proxy = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
    for (const calls of [1, 2]) {
      expect((await ask(proxy, messages())).status).toBe(200);
      expect(proxy.usage()).toMatchObject({ calls, nanoDollars: calls * WHOLE_COST });
    }
    expect((await ask(proxy, messages())).status).toBe(400);
  });

  it('is settled before the engine sees the end of an answer, though the stream stays open', async () => {
    const released = Promise.withResolvers<void>();
    await using upstream = await startUpstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(WHOLE_STREAM);
      await released.promise;
      response.end();
    });
    const nanoDollars = mostOf(messages(), 1_000) + WHOLE_COST;
    await using proxy = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
    const first = (await ask(proxy, messages())).body?.getReader();
    let seen = '';
    while (!seen.includes('message_stop')) seen += Buffer.from((await first?.read())?.value ?? []).toString();
    expect(proxy.usage()).toMatchObject({ calls: 1, nanoDollars: WHOLE_COST });
    expect((await ask(proxy, messages())).status).toBe(200);
    released.resolve();
  });

  it('has the provider count an input whose bytes do not fit, and passes the call if its tokens do', async () => {
    const tokens = 3_000;
    const body = messages({
      messages: [{ role: 'user', content: 'word '.repeat(tokens) }],
      system: 'x',
      top_p: 1,
    });
    const counted = Math.ceil(tokens * 1.05) + 2_000;
    const nanoDollars = counted * CACHE_WRITE + 1_000 * OUTPUT;
    await using upstream = await startUpstream((response, request) =>
      (request.target === COUNTING ? answerJson({ input_tokens: tokens }) : answerStream(WHOLE_STREAM))(
        response,
        request,
      ),
    );
    await using little = await startProxy(upstream, { caps: { nanoDollars: nanoDollars - 1, tokens: 0 } });
    expect((await ask(little, body)).status).toBe(400);
    await using enough = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
    expect((await ask(enough, body)).status).toBe(200);
    expect(enough.usage()).toMatchObject({ calls: 1, nanoDollars: WHOLE_COST });
    const { messages: asked, model, system } = body as Record<string, unknown>;
    expect(upstream.requests.map(({ target }) => target)).toEqual([
      COUNTING,
      COUNTING,
      '/v1/messages?beta=true',
    ]);
    expect(upstream.requests[0]?.headers).toMatchObject({ 'x-api-key': REAL_KEY });
    expect(JSON.parse(upstream.requests[0]?.body ?? '')).toEqual({ model, messages: asked, system });
  });

  it.each([
    ['it has no counter', answerJson({ type: 'error' }, 404)],
    ['it counts with an error', answerJson({ input_tokens: 1 }, 500)],
    ['it counts nothing', answerJson({ input_tokens: 'many' })],
    ['it answers no JSON', answerStream('x')],
    ['it hangs up', (response) => void response.destroy()],
  ] satisfies [string, Answer][])(
    'goes by the bytes if the provider does not count: %s',
    async (_, answer) => {
      await using upstream = await startUpstream(answer);
      const nanoDollars = mostOf(messages(), 1_000) - 1;
      await using proxy = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
      expect((await ask(proxy, messages())).status).toBe(400);
      expect(proxy.refusals()).toMatchObject([{ reason: 'budget-spent' }]);
      expect(upstream.requests).toHaveLength(1);
    },
  );

  it('sets more aside for a call that may write a cache of an hour', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const cache_control = { type: 'ephemeral', ttl: '1h' };
    const body = messages({ system: [{ type: 'text', text: 'x', cache_control }] });
    const input = Buffer.byteLength(JSON.stringify(body)) + 2_000;
    const nanoDollars = input * LONG_CACHE_WRITE + 1_000 * OUTPUT;
    await using little = await startProxy(upstream, { caps: { nanoDollars: nanoDollars - 1, tokens: 0 } });
    expect((await ask(little, body)).status).toBe(400);
    await using enough = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
    expect((await ask(enough, body)).status).toBe(200);
  });

  it('counts tokens where the price is unknown', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    await using proxy = await startProxy(upstream, { caps: { nanoDollars: 0, tokens: 10_000 } });
    const body = messages({ model: 'unpriced-1', max_tokens: 6_000 });
    expect((await ask(proxy, body)).status).toBe(200);
    expect(proxy.usage()).toMatchObject({ nanoDollars: 0, unpricedTokens: 3_112 });
    expect((await ask(proxy, body)).status).toBe(400);
    expect(proxy.refusals()).toMatchObject([{ reason: 'budget-spent' }]);
  });

  it.each([401, 404, 429, 500, 529])(
    'is not touched by an answer of %i, which passes as it is',
    async (status) => {
      const told = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
      const headers = { 'retry-after': '7', 'x-should-retry': 'true', 'request-id': 'req_1' };
      await using upstream = await startUpstream(answerJson(told, status, headers));
      await using proxy = await startProxy(upstream);
      const response = await ask(proxy, messages());
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject(headers);
      expect(await response.json()).toEqual(told);
      expect(proxy.usage()).toMatchObject({ calls: 0, nanoDollars: 0 });
      expect(proxy.lastCall()).toEqual({ kind: 'answered', status, isWhole: true });
    },
  );

  it('is free again after a call that failed at the server of the model', async () => {
    await using upstream = await startUpstream(answerJson({ type: 'error' }, 529));
    await using proxy = await startProxy(upstream, {
      caps: { nanoDollars: mostOf(messages(), 1_000), tokens: 0 },
    });
    expect((await ask(proxy, messages())).status).toBe(529);
    upstream.answer = answerStream(WHOLE_STREAM);
    expect((await ask(proxy, messages())).status).toBe(200);
  });

  it('counts a stream that broke off after its start by its input and all the output it may have had', async () => {
    await using upstream = await startUpstream(breaksOffAfter(sse(START, ...DELTAS)));
    await using proxy = await startProxy(upstream);
    const response = await ask(proxy, messages());
    await expect(response.text()).rejects.toThrow('terminated');
    expect(proxy.usage()).toEqual({
      calls: 1,
      estimatedCalls: 1,
      nanoDollars: 12 * INPUT + 1_000 * 6_250 + 2_000 * 500 + 1_000 * OUTPUT,
      unpricedTokens: 0,
      tokens: { input: 12, output: 1_000, cacheRead: 2_000, cacheWrite: 1_000 },
    });
    expect(proxy.lastCall()).toEqual({ kind: 'answered', status: 200, isWhole: false });
  });

  it('counts an answer that told nothing as all that was set aside', async () => {
    const answers: readonly Answer[] = [
      breaksOffAfter('event: ping\ndata: {"type":"ping"}\n\n'),
      answerJson({ type: 'message' }),
      answerStream('data: no JSON\n\n'),
      // Not a number of tokens.
      answerJson({ type: 'message', usage: { input_tokens: -5, output_tokens: 1 } }),
    ];
    for (const answer of answers) {
      await using upstream = await startUpstream(answer);
      await using proxy = await startProxy(upstream);
      await ask(proxy, messages())
        .then((response) => response.text())
        .catch(() => '');
      expect(proxy.usage()).toMatchObject({
        calls: 1,
        estimatedCalls: 1,
        nanoDollars: mostOf(messages(), 1_000),
      });
    }
  });

  it('says of a failure within a 200 that the answer is not whole', async () => {
    const failure = [
      'error',
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    ] as const;
    await using upstream = await startUpstream(answerStream(sse(START, failure)));
    await using proxy = await startProxy(upstream);
    await (await ask(proxy, messages())).text();
    expect(proxy.lastCall()).toEqual({ kind: 'answered', status: 200, isWhole: false });
  });

  it('sets an image aside besides its bytes', async () => {
    await using upstream = await startUpstream(answerStream(WHOLE_STREAM));
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };
    const body = messages({ messages: [{ role: 'user', content: [image] }] });
    const nanoDollars = mostOf(body, 1_000) + 6_000 * CACHE_WRITE;
    await using enough = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
    await using little = await startProxy(upstream, { caps: { nanoDollars: nanoDollars - 1, tokens: 0 } });
    expect((await ask(little, body)).status).toBe(400);
    expect((await ask(enough, body)).status).toBe(200);
  });

  it('is never passed by calls side by side, whatever each of them takes and whichever ends first', async () => {
    const call = fc.record({
      words: fc.integer({ min: 0, max: 2_000 }),
      limit: fc.integer({ min: 1, max: 4_000 }),
      output: fc.integer({ min: 0, max: 100 }),
      place: fc.nat(),
      end: fc.constantFrom('whole' as const, 'broken' as const, 'refused' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 1e9 }),
        async (calls, nanoDollars) => {
          let real = 0;
          await using upstream = await startUpstream((response, { body, target }) => {
            if (target === COUNTING) return answerJson({ input_tokens: body.length })(response, never);
            const asked = JSON.parse(body) as ReturnType<typeof messages>;
            const { output, end } = calls[Number(asked.messages[0]?.content.split(' ')[0])] ?? {};
            const usage = {
              input_tokens: body.length,
              output_tokens: Math.ceil((asked.max_tokens * (output ?? 0)) / 100),
            };
            if (end === 'refused') return answerJson({ type: 'error' }, 529)(response, never);
            real += usage.input_tokens * INPUT + usage.output_tokens * OUTPUT;
            if (end === 'broken')
              return breaksOffAfter(sse(['message_start', { type: 'message_start', message: { usage } }]))(
                response,
                never,
              );
            return answerJson({ type: 'message', usage })(response, never);
          });
          await using proxy = await startProxy(upstream, { caps: { nanoDollars, tokens: 0 } });
          const byPlace = [...calls.entries()].toSorted(([, a], [, b]) => a.place - b.place);
          await Promise.all(
            byPlace.map(async ([index, { words, limit }]) => {
              const content = `${index} ${'x'.repeat(words)}`;
              const body = messages({ max_tokens: limit, messages: [{ role: 'user', content }] });
              await ask(proxy, body)
                .then((response) => response.text())
                .catch(() => '');
            }),
          );
          expect(real).toBeLessThanOrEqual(proxy.usage().nanoDollars);
          expect(proxy.usage().nanoDollars).toBeLessThanOrEqual(nanoDollars);
        },
      ),
      { seed: SEED, numRuns: 40 },
    );
  });
});

const never = { method: '', target: '', headers: {}, body: '' };

function breaksOffAfter(text: string): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text, () => response.destroy());
  };
}

describe('the end of a stream', () => {
  it('is seen wherever its bytes are cut', async () => {
    const bytes = Buffer.from(sse(START, ...DELTAS, ...END));
    for (const size of [1, 7, 100]) {
      await using upstream = await startUpstream(async (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        for (let at = 0; at < bytes.length; at += size)
          await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve));
        response.end();
      });
      await using proxy = await startProxy(upstream);
      expect(Buffer.from(await (await ask(proxy, messages())).arrayBuffer())).toEqual(bytes);
      expect(proxy.usage()).toMatchObject({ nanoDollars: WHOLE_COST, estimatedCalls: 0 });
    }
  });
});
