import * as z from 'zod';
import type { Event } from '../core/routing/event.ts';
import { type EventReading, HANDLED_EVENTS, readEvent } from '../core/routing/read-event.ts';

/** What started a workflow. An `Asked` has no origin: that is the repository of the workflow. */
export type StartedBy =
  | Exclude<EventReading, { kind: 'config-pushed' } | { kind: 'event' }>
  | { readonly kind: 'event'; readonly event: Event; readonly subject: string };

const payloadSchema = z.object({
  action: z.string().optional(),
  sender: z.object({ login: z.string() }).optional(),
});

/**
 * Reads the event of an Actions workflow, whose payload is that of the webhook. Under `pull_request_target` it has the
 * same payload as under `pull_request`, and a token that may write after a merge from a fork too.
 */
export function readStartedBy(name: string, payload: unknown): StartedBy {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return { kind: 'invalid', detail: 'the payload is not that of an event' };
  const { action, sender } = parsed.data;
  if (name === 'schedule') return asked('schedule');
  if (name === 'workflow_dispatch') return asked(`by-hand ${sender?.login ?? 'somebody'}`);
  const webhook = name === 'pull_request_target' ? 'pull_request' : name;
  const handled = HANDLED_EVENTS.find((one) => one === [webhook, action].filter(Boolean).join('.'));
  if (!handled) return { kind: 'skip', reason: 'no-trigger', detail: 'no agent waits for this' };
  const reading = readEvent(handled, payload);
  return reading.kind === 'config-pushed'
    ? { kind: 'skip', reason: 'no-trigger', detail: 'the configuration is read for each event anyway' }
    : reading;
}

function asked(by: string): StartedBy {
  return { kind: 'event', event: { type: 'asked', by }, subject: by };
}
