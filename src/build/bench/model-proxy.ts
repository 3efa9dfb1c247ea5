import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type ModelProxy, startModelProxy } from '../../model-proxy/start-model-proxy.ts';
import { type Figure, type FigureGroup, median } from './figure.ts';

const ROUNDS = 40;
/** As Claude Code sends it on its first turn. */
const PROMPT_BYTES = 140_000;
const WRITES = 1_000;
const STREAMS = 5;
const FIRST_TOKEN_AIM_MS = 5;

interface Asked {
  readonly url: string;
  readonly key: string;
}

/** Client and proxy share this thread, as they do not in a run: figures are upper bounds. */
export const modelProxy: FigureGroup = {
  name: 'model-proxy',
  title: `The key proxy beside a direct call (medians of ${ROUNDS} calls of ${PROMPT_BYTES / 1_000} KB, and of ${STREAMS} long streams)`,
  measure: async () => {
    const server = new Worker(new URL('./model-server.ts', import.meta.url));
    try {
      const [port] = (await once(server, 'message')) as [number];
      const url = `http://127.0.0.1:${port}`;
      await using proxy = await startProxy(url);
      const direct = { url, key: 'direct' };
      const proxied = { url: proxy.baseUrl, key: proxy.key };
      return [...(await latencies(direct, proxied)), ...(await speeds(direct, proxied)), loss(proxy)];
    } finally {
      await server.terminate();
    }
  },
};

function startProxy(baseUrl: string): Promise<ModelProxy> {
  return startModelProxy({
    access: { provider: 'anthropic', key: 'real', keyKind: 'api-key', baseUrl },
    models: ['claude-opus-4-8'],
    caps: { nanoDollars: 1e15, tokens: 0 },
    pricedAs: 'https://api.anthropic.com',
    now: () => new Date(),
  });
}

/** Rounds take turns, so that a slow moment of the machine slows both, and the first ones only warm up. */
async function latencies(direct: Asked, proxied: Asked): Promise<readonly Figure[]> {
  const times = { direct: [] as number[], proxied: [] as number[] };
  for (let round = -5; round < ROUNDS; round += 1) {
    const measured = { direct: await firstToken(direct), proxied: await firstToken(proxied) };
    if (round < 0) continue;
    times.direct.push(measured.direct);
    times.proxied.push(measured.proxied);
  }
  const [without, through] = [median(times.direct), median(times.proxied)];
  const added = through - without;
  return [
    { name: 'first token, direct', value: without, unit: 'ms' },
    { name: 'first token, through the proxy', value: through, unit: 'ms' },
    { name: 'first token, through the proxy', value: through / without, unit: 'x direct' },
    { name: 'first token, added', value: added, unit: 'ms', aim: { atMost: FIRST_TOKEN_AIM_MS } },
  ];
}

async function speeds(direct: Asked, proxied: Asked): Promise<readonly Figure[]> {
  const of = { direct: [] as number[], proxied: [] as number[] };
  for (let round = -1; round < STREAMS; round += 1) {
    const measured = { direct: await megabytesASecond(direct), proxied: await megabytesASecond(proxied) };
    if (round < 0) continue;
    of.direct.push(measured.direct);
    of.proxied.push(measured.proxied);
  }
  const [without, through] = [median(of.direct), median(of.proxied)];
  return [
    { name: 'stream, direct', value: without, unit: 'MB a second' },
    { name: 'stream, through the proxy', value: through, unit: 'MB a second' },
    { name: 'stream, through the proxy', value: through / without, unit: 'x direct' },
  ];
}

/** Calls that were not counted exactly: then something else was measured. */
function loss(proxy: ModelProxy): Figure {
  const { calls, estimatedCalls } = proxy.usage();
  const expected = 5 + ROUNDS + 1 + STREAMS;
  const value = Math.abs(expected - calls) + estimatedCalls;
  return { name: 'calls that were not counted', value, unit: 'calls', aim: { atMost: 0 } };
}

async function firstToken(asked: Asked): Promise<number> {
  const started = performance.now();
  const response = await ask(asked, 0);
  const reader = response.body?.getReader();
  await reader?.read();
  const time = performance.now() - started;
  while (!(await reader?.read())?.done);
  return time;
}

async function megabytesASecond(asked: Asked): Promise<number> {
  const started = performance.now();
  const response = await ask(asked, WRITES);
  let bytes = 0;
  for await (const chunk of response.body ?? []) bytes += chunk.byteLength;
  return bytes / 1e6 / ((performance.now() - started) / 1_000);
}

async function ask({ url, key }: Asked, writes: number): Promise<Response> {
  const content = 'Sort the lines of the file by date. '.repeat(PROMPT_BYTES / 36);
  const response = await fetch(`${url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'x-app': String(writes), 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'claude-opus-4-8',
      max_tokens: 32_000,
      stream: true,
      messages: [{ role: 'user', content }],
    }),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}
