import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpAnswer } from './answer-request.ts';

interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** How many times longer than usual to wait for the whole of a request. */
  readonly patience: number;
  /** `path` has neither a query nor a slash at its end. Never rejects. */
  readonly answer: (request: IncomingMessage, path: string) => Promise<HttpAnswer>;
}

export interface Listener {
  /** Without a path: `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Accepts nothing more, and resolves when everything that was accepted has been answered. */
  close(): Promise<void>;
}

/** A sender that is slow holds a connection no longer than this. */
const REQUEST_MS = 30_000;

export async function listen({ host, port, patience, answer }: ListenOptions): Promise<Listener> {
  let isClosing = false;
  const server = createServer({ requestTimeout: REQUEST_MS * patience }, (request, response) => {
    const path = request.url?.split('?', 1)[0]?.replace(/\/+$/, '') ?? '';
    void answer(request, path).then((given) => send(response, given));
  });

  function send(response: ServerResponse, { status, body, headers }: HttpAnswer): void {
    response.writeHead(status, {
      'content-type': body.startsWith('{') ? 'application/json' : 'text/plain',
      'content-length': Buffer.byteLength(body),
      ...headers,
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
    port: actual,
    close: () => {
      isClosing = true;
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
