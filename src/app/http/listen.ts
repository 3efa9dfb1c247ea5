import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Never rejects. */
  readonly onWebhook: (request: IncomingMessage) => Promise<Answer>;
}

export interface Listener {
  /** Without a path: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Accepts nothing more, and resolves when everything that was accepted has been answered. */
  close(): Promise<void>;
}

/** The paths are those of Probot's own server. */
export async function listen({ host, port, onWebhook }: ListenOptions): Promise<Listener> {
  let isClosing = false;
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    void answer(request).then(({ status, body }) => send(response, { status, body }));
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url?.split('?', 1)[0]?.replace(/\/+$/, '');
    if (path === '/ping' && request.method === 'GET') return { status: 200, body: 'PONG' };
    if (path !== WEBHOOK_PATH) return { status: 404, body: JSON.stringify({ error: 'Not found.' }) };
    if (request.method !== 'POST') return { status: 405, body: JSON.stringify({ error: 'POST only.' }) };
    return onWebhook(request);
  }

  function send(response: ServerResponse, { status, body }: Answer): void {
    response.writeHead(status, {
      'content-type': body.startsWith('{') ? 'application/json' : 'text/plain',
      'content-length': Buffer.byteLength(body),
      // A connection that is kept alive would hold up the end of the process.
      ...(isClosing && { connection: 'close' }),
    });
    response.end(body);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  // Always an object, since the server listens on a port and not on a pipe.
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    close: () => {
      isClosing = true;
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
