import type { Probot } from 'probot';
import { HANDLED_EVENTS, type HandledEvent } from '../core/routing/read-event.ts';
import { type Decision, internalError, skipped } from '../intents/decision.ts';
import type { ConfigSource } from './config-source.ts';
import { decideAtOnce, decideOnGitHub, type OpenEvent } from './decide.ts';

export interface Handled {
  readonly decision: Decision;
  /** Requests to GitHub's API. A token, minted once an hour, is not counted. */
  readonly apiCalls: number;
}

/** A webhook whose signature is right. */
export interface Webhook {
  readonly id: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Pending {
  readonly event: OpenEvent;
  handled?: Handled;
}

/**
 * The Probot app. Probot builds an octokit for every event that has a handler, which takes longer than to see that the
 * event concerns nobody; so only those that are open after a first look get that far.
 */
export class InterlockApp {
  readonly #probot: Probot;
  readonly #configs: ConfigSource;
  /** By payload: Probot's handlers get and return nothing else, and a redelivery has the id of the first delivery. */
  readonly #pending = new WeakMap<object, Pending>();

  constructor(probot: Probot, configs: ConfigSource) {
    this.#probot = probot;
    this.#configs = configs;
    probot.on([...HANDLED_EVENTS], async ({ octokit, payload }) => {
      const pending = this.#pending.get(payload);
      if (!pending) return;
      let apiCalls = 0;
      octokit.hook.before('request', () => {
        apiCalls += 1;
      });
      const surroundings = { github: octokit, configs: this.#configs };
      const decision = await decideOnGitHub(pending.event, surroundings).catch(internalError);
      pending.handled = { decision, apiCalls };
    });
  }

  /** Never throws: a failure is a decision like any other. */
  async handle({ id, event, payload }: Webhook): Promise<Handled> {
    try {
      const name = handledName(event, payload.action);
      if (!name) return { decision: skipped('no-trigger', 'no agent waits for this'), apiCalls: 0 };
      const look = decideAtOnce(name, payload, this.#configs);
      if (look.kind === 'decided') return { decision: look.decision, apiCalls: 0 };
      const pending: Pending = { event: look.event };
      this.#pending.set(payload, pending);
      // Probot's types want the payload of a certain event, which `decideAtOnce` has seen to as far as it is needed.
      await this.#probot.receive({ id, name: event, payload } as unknown as Parameters<Probot['receive']>[0]);
      if (!pending.handled) throw new Error(`Probot called no handler of ${name}`);
      return pending.handled;
    } catch (error) {
      return { decision: internalError(error), apiCalls: 0 };
    }
  }
}

function handledName(event: string, action: unknown): HandledEvent | undefined {
  const name = typeof action === 'string' ? `${event}.${action}` : event;
  return HANDLED_EVENTS.find((handled) => handled === name);
}
