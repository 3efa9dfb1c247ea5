import type { IncomingMessage } from 'node:http';
import type { HttpAnswer } from './answer.ts';

/** The path is that of Probot's own server. */
export const WEBHOOK_PATH = '/api/github/webhooks';

/** Never rejects. */
export type OnWebhook = (request: IncomingMessage) => Promise<HttpAnswer>;

/** What the server has: webhooks, and a sign of life. */
export async function answerRequest(
  request: IncomingMessage,
  path: string,
  onWebhook: OnWebhook,
): Promise<HttpAnswer> {
  if (path === '/ping' && request.method === 'GET') return { status: 200, body: 'PONG' };
  if (path !== WEBHOOK_PATH) return notFound();
  if (request.method !== 'POST') return { status: 405, body: JSON.stringify({ error: 'POST only.' }) };
  return onWebhook(request);
}

export function notFound(): HttpAnswer {
  return { status: 404, body: JSON.stringify({ error: 'Not found.' }) };
}
