import { type Routing, route, skipUnread } from '../core/routing/route.ts';
import type { GitHub } from '../github/client.ts';
import { carryOut } from './carry-out.ts';
import type { ConfigSource } from './config-source.ts';
import { type Decision, failed, skipped } from './decision.ts';
import { type EventReading, type HandledEvent, readEvent } from './events/read-event.ts';

export interface Incoming {
  readonly name: HandledEvent;
  readonly payload: unknown;
  /** With the rights of the installation that sent the event. */
  readonly github: GitHub;
}

type ReadEvent = Extract<EventReading, { kind: 'event' }>;

/** From a webhook whose signature is right to a decision that has been carried out. */
export async function decide({ name, payload, github }: Incoming, configs: ConfigSource): Promise<Decision> {
  const reading = readEvent(name, payload);
  switch (reading.kind) {
    case 'invalid':
      return failed('payload-invalid', reading.detail);
    case 'skip':
      return {
        ...skipped(reading.reason, reading.detail),
        ...(reading.subject && { subject: reading.subject }),
      };
    case 'config-pushed':
      configs.forget(reading.origin.repository);
      return skipped('no-trigger', 'the configuration was pushed: it is read again before the next event');
    case 'event': {
      const decision =
        decideWithoutCalls(reading, configs) ?? (await decideOnGitHub(reading, github, configs));
      return { ...decision, subject: reading.subject };
    }
  }
}

/** Most events concern nobody, and are not worth a request. */
function decideWithoutCalls({ event, origin }: ReadEvent, configs: ConfigSource): Decision | undefined {
  const skip = skipUnread(event);
  if (skip) return skipped(skip.reason, skip.detail);
  const known = configs.recall(origin.repository);
  switch (known?.kind) {
    case undefined:
      return undefined;
    case 'missing':
      return skipped('config-missing', known.message);
    case 'config':
      return decisionOfSkip(route(event, known.config));
  }
}

async function decideOnGitHub(
  { event, origin }: ReadEvent,
  github: GitHub,
  configs: ConfigSource,
): Promise<Decision> {
  const read = await configs.read(origin.repository, github);
  switch (read.kind) {
    case 'missing':
      return skipped('config-missing', read.message);
    case 'failed':
      return failed(read.reason, read.message);
    case 'config': {
      const { config } = read;
      const routing = route(event, config);
      if (routing.kind === 'skip') return skipped(routing.reason, routing.detail);
      return carryOut(routing.intents, { github, config, event, defaultBranch: origin.defaultBranch });
    }
  }
}

function decisionOfSkip(routing: Routing): Decision | undefined {
  return routing.kind === 'skip' ? skipped(routing.reason, routing.detail) : undefined;
}
