import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  payload: Record<string, unknown>;
}

/** An app's webhook endpoint, which answers what it is told to. */
export interface WebhookReceiver extends AsyncDisposable {
  url: string;
  received: Received[];
  /** `event.action`, in order of arrival. */
  names(): string[];
  answer: { status: number; body: string };
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    received.push({ headers: request.headers, body, payload: JSON.parse(body) as Record<string, unknown> });
    response.writeHead(receiver.answer.status).end(receiver.answer.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`,
    received,
    answer: { status: 200, body: 'ok' },
    names: () =>
      received.map(({ headers, payload }) =>
        [headers['x-github-event'], payload.action].filter(Boolean).join('.'),
      ),
    [Symbol.asyncDispose]: () => closeServer(server),
  };
  return receiver;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
