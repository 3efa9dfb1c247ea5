import type { IncomingMessage } from 'node:http';
import { httpStatusOf, reasons } from '../../core/reasons.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';

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

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Besides what follows from the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** All that the outside gets to see: fixed sentences and a reason of the closed list, never a detail. */
export function answerTo({ outcome, reason }: EventDecision, delivery: string | undefined): HttpAnswer {
  if (outcome !== 'failed') return { status: 200, body: JSON.stringify({ outcome, reason, delivery }) };
  const error = reasons[reason].meaning;
  return { status: httpStatusOf(reason), body: JSON.stringify({ error, reason, delivery }) };
}
