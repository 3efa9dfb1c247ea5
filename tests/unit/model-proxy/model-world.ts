import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelAccess, ProviderName } from '../../../src/model-proxy/model-access.ts';
import {
  type ModelProxy,
  type ModelProxyOptions,
  startModelProxy,
} from '../../../src/model-proxy/start-model-proxy.ts';

export const REAL_KEY = 'sk-ant-api03-the-real-one';
export const NOW = new Date('2026-11-30T12:00:00Z');

export interface UpstreamRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: UpstreamRequest) => void | Promise<void>;

/** A provider's server on loopback, which answers as a test has it. */
export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly requests: UpstreamRequest[];
  /** For every request from now on. */
  answer: Answer;
}

export async function startUpstream(answer: Answer): Promise<Upstream> {
  const requests: UpstreamRequest[] = [];
  const upstream = { answer };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const seen = {
        method: request.method ?? '',
        target: request.url ?? '',
        headers: request.headers,
        body,
      };
      requests.push(seen);
      return upstream.answer(response, seen);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(upstream, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** List prices of the providers' own servers, whatever the address of the one on loopback. */
const PRICED_AS: Readonly<Record<ProviderName, string>> = {
  anthropic: 'https://api.anthropic.com',
  openai: 'https://api.openai.com/v1',
  gemini: 'https://generativelanguage.googleapis.com',
};

export type ProxyChoices = Partial<ModelProxyOptions> & { readonly provider?: ProviderName };

export function startProxy(
  { url }: Pick<Upstream, 'url'>,
  { provider = 'anthropic', ...options }: ProxyChoices = {},
): Promise<ModelProxy> {
  const baseUrl = provider === 'openai' ? `${url}/v1` : url;
  const access: ModelAccess = { provider, key: REAL_KEY, keyKind: 'api-key', baseUrl };
  return startModelProxy({
    access,
    models: ['claude-opus-4-8', 'gpt-5.5', 'gemini-3.8-flash', 'unpriced-1'],
    caps: { nanoDollars: 5e9, tokens: 1_000_000 },
    pricedAs: PRICED_AS[provider],
    now: () => NOW,
    ...options,
  });
}

/** A minimal call of Claude Code. */
export function messages(more: Readonly<Record<string, unknown>> = {}) {
  return {
    model: 'claude-opus-4-8',
    max_tokens: 1_000,
    messages: [{ role: 'user', content: 'Hello' }],
    ...more,
  };
}

export interface Asking {
  /** As Anthropic takes it: the dummy where absent, nothing where `undefined`. */
  readonly key?: string | undefined;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks the proxy as an engine of its provider does. */
export function ask(proxy: ModelProxy, body: unknown, asking: Asking = {}): Promise<Response> {
  const { path = '/v1/messages?beta=true', headers, signal } = asking;
  const key = 'key' in asking ? asking.key : proxy.key;
  return fetch(`${new URL(proxy.baseUrl).origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...(key !== undefined && { 'x-api-key': key }),
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
}

export function answerJson(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
}

/** Events as Anthropic and OpenAI write them; Gemini and chat completions leave the name out. */
export function sse(...events: readonly (readonly [name: string | undefined, data: unknown])[]): string {
  return events
    .map(([name, data]) => {
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      return `${name === undefined ? '' : `event: ${name}\n`}data: ${text}\n\n`;
    })
    .join('');
}

export function answerStream(text: string): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).end(text);
  };
}
