import type { IncomingMessage } from 'node:http';
import type { Probot } from 'probot';
import { type EventDecision, eventFailed } from '../../orchestration/event-decision.ts';
import type { DeliveryFacts } from '../decision-log.ts';
import type { Handled, InterlockApp } from '../interlock-app.ts';
import { readBody } from './read-body.ts';
import { readHeaders, type WebhookHeaders } from './read-headers.ts';

/** GitHub delivers no larger payload: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap */
export const MOST_BYTES = 25 * 1024 * 1024;

export interface Received extends Handled {
  readonly facts: DeliveryFacts;
}

type Payload = Record<string, unknown>;

/**
 * Stands where Probot's own middleware would. That one reads bodies of any size, answers with the message of whatever
 * was thrown, and after nine seconds says 202 to work that may still fail and that GitHub would then never list.
 */
export async function receiveWebhook(
  request: IncomingMessage,
  { probot, app }: { readonly probot: Probot; readonly app: InterlockApp },
): Promise<Received> {
  const read = readHeaders(request.headers);
  if (read.kind === 'refused') {
    return refused(eventFailed(read.reason, read.detail), read.id === undefined ? {} : { id: read.id });
  }
  const { id, event } = read.headers;
  const body = await readBody(request, MOST_BYTES);
  if (body.kind === 'too-large') {
    return refused(eventFailed('payload-too-large', `more than ${MOST_BYTES} bytes`), { id, event });
  }
  if (body.kind === 'broken-off') {
    return refused(eventFailed('payload-invalid', 'the connection broke before the end of the body'), {
      id,
      event,
    });
  }
  const payload = await readPayload(body.text, read.headers, probot);
  if (payload.kind === 'refused') return refused(payload.decision, { id, event });
  const facts = { id, event, ...outsideOf(payload.value) };
  return { facts, ...(await app.handle({ event, payload: payload.value })) };
}

function refused(decision: EventDecision, facts: DeliveryFacts): Received {
  return { decision, facts, apiCalls: 0 };
}

type ReadPayload =
  | { readonly kind: 'read'; readonly value: Payload }
  | { readonly kind: 'refused'; readonly decision: EventDecision };

/** Signature first: what is not from GitHub is not even parsed. */
async function readPayload(
  text: string,
  { signature }: WebhookHeaders,
  probot: Probot,
): Promise<ReadPayload> {
  if (text === '') return { kind: 'refused', decision: eventFailed('payload-invalid', 'the body is empty') };
  if (!(await probot.webhooks.verify(text, signature))) {
    return {
      kind: 'refused',
      decision: eventFailed('signature-invalid', 'made with another secret, or changed'),
    };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { kind: 'read', value };
    return { kind: 'refused', decision: eventFailed('payload-invalid', 'the body is no JSON object') };
  } catch {
    return {
      kind: 'refused',
      decision: eventFailed('payload-invalid', 'the body is no JSON: it may be truncated'),
    };
  }
}

function outsideOf({ action, repository }: Payload): Pick<DeliveryFacts, 'action' | 'repository'> {
  const name = isObject(repository) ? repository.full_name : undefined;
  return {
    ...(typeof action === 'string' && { action }),
    ...(typeof name === 'string' && { repository: name }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
