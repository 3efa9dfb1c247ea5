import * as z from 'zod';
import { shippedAgents } from '../core/agents/shipped-agents.ts';
import { type EventReading, type HandledEvent, readEvent } from '../core/routing/read-event.ts';
import { skipUnread } from '../core/routing/route.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type EventDecision, eventFailed, skipped } from '../orchestration/event-decision.ts';
import { carryOutAsApp, routeAsApp } from './carry-out-as-app.ts';
import { type ConfigSource, warned } from './config-source.ts';
import type { AppState } from './decide-card.ts';

/** An event that may lead to something, so that GitHub has to be asked. */
export type OpenEvent = Extract<EventReading, { kind: 'event' }>;

export type FirstLook =
  | { readonly kind: 'decided'; readonly decision: EventDecision }
  | { readonly kind: 'open'; readonly event: OpenEvent };

/** What can be decided at once. Most events concern nobody, and are not worth a request. */
export function decideAtOnce(name: HandledEvent, payload: unknown, { configs, homes }: AppState): FirstLook {
  const reading = readWebhook(name, payload);
  switch (reading.kind) {
    case 'invalid':
      return decided(eventFailed('payload-invalid', reading.detail));
    case 'skip':
      return decided(skipped(reading.reason, reading.detail), reading.subject);
    case 'config-pushed':
      configs.forget(reading.origin.repository);
      homes.forget(reading.origin.repository.owner);
      return decided(
        skipped('no-trigger', 'the configuration was pushed: it is read again before the next event'),
      );
    case 'event': {
      const decision = skipAtOnce(reading, configs);
      return decision ? decided(decision, reading.subject) : { kind: 'open', event: reading };
    }
  }
}

function skipAtOnce({ event, origin }: OpenEvent, configs: ConfigSource): EventDecision | undefined {
  const skip = skipUnread(event, shippedAgents);
  if (skip) return skipped(skip.reason, skip.detail);
  const known = configs.recall(origin.repository);
  switch (known?.kind) {
    case undefined:
      return undefined;
    case 'missing':
      return skipped('config-missing', known.message);
    case 'config': {
      const routing = routeAsApp(event, known.config);
      return routing.kind === 'skip' ? warned(skipped(routing.reason, routing.detail), known) : undefined;
    }
  }
}

/** Asks for the configuration as it is now, decides, and carries the decision out. */
export async function decideOnGitHub(
  { event, origin, subject }: OpenEvent,
  { github, configs, homes, runtime, rounds }: AppState & { readonly github: GitHub },
): Promise<EventDecision> {
  const read = await configs.read(origin.repository, github);
  switch (read.kind) {
    case 'missing':
      return { ...skipped('config-missing', read.message), subject };
    case 'failed':
      return { ...eventFailed(read.reason, read.message), subject };
    case 'config': {
      const { config } = read;
      const routing = routeAsApp(event, config);
      if (routing.kind === 'skip') {
        return { ...warned(skipped(routing.reason, routing.detail), read), subject };
      }
      const { defaultBranch } = origin;
      const decision = await carryOutAsApp(routing.intents, {
        github,
        config,
        event,
        defaultBranch,
        runtime,
        rounds,
        homes,
      });
      return { ...warned(decision, read), subject };
    }
  }
}

function decided(decision: EventDecision, subject?: string): FirstLook {
  return { kind: 'decided', decision: subject === undefined ? decision : { ...decision, subject } };
}

const installedSchema = z.object({ installation: z.object({ id: z.int().positive() }) });

/** Reads a webhook of an App. Without an installation there is no token, so that nothing could be done about it. */
export function readWebhook(name: HandledEvent, payload: unknown): EventReading {
  return installedSchema.safeParse(payload).success
    ? readEvent(name, payload)
    : { kind: 'invalid', detail: 'installation: it is not there, or has no id' };
}
