import type { Probot } from 'probot';
import { HANDLED_EVENTS } from '../core/routing/read-event.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type EventDecision, internalError, skipped } from '../orchestration/event-decision.ts';
import { decideAtOnce, decideOnGitHub } from './decide.ts';
import { type AppState, decideCardAtOnce, decideCardOnGitHub } from './decide-card.ts';
import { CARD_EVENTS } from './read-card-event.ts';

export interface Handled {
  readonly decision: EventDecision;
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
  /** Asks GitHub, and carries out what comes of it. */
  readonly decide: (github: GitHub) => Promise<EventDecision>;
  handled?: Handled;
}

type Look =
  | { readonly kind: 'decided'; readonly decision: EventDecision }
  | { readonly kind: 'open'; readonly decide: Pending['decide'] };

/**
 * The Probot app. Probot builds an octokit for every event that has a handler, which takes longer than to see that the
 * event concerns nobody; so only those that are open after a first look get that far.
 */
export class InterlockApp {
  readonly #probot: Probot;
  readonly #appState: AppState;
  /** By payload: Probot's handlers get and return nothing else, and a redelivery has the id of the first delivery. */
  readonly #pending = new WeakMap<object, Pending>();

  constructor(probot: Probot, appState: AppState) {
    this.#probot = probot;
    this.#appState = appState;
    probot.on([...HANDLED_EVENTS, ...CARD_EVENTS], async ({ octokit, payload }) => {
      const pending = this.#pending.get(payload);
      if (!pending) return;
      let apiCalls = 0;
      octokit.hook.before('request', () => {
        apiCalls += 1;
      });
      const decision = await pending.decide(octokit).catch(internalError);
      pending.handled = { decision, apiCalls };
    });
  }

  /** Never throws: a failure is a decision like any other. */
  async handle({ id, event, payload }: Webhook): Promise<Handled> {
    try {
      const look = this.#look(event, payload);
      if (look.kind === 'decided') return { decision: look.decision, apiCalls: 0 };
      const pending: Pending = { decide: look.decide };
      this.#pending.set(payload, pending);
      // Probot's types want the payload of a certain event, which `decideAtOnce` has seen to as far as it is needed.
      await this.#probot.receive({ id, name: event, payload } as unknown as Parameters<Probot['receive']>[0]);
      if (!pending.handled) throw new Error(`Probot called no handler of ${event}`);
      return pending.handled;
    } catch (error) {
      return { decision: internalError(error), apiCalls: 0 };
    }
  }

  #look(event: string, payload: Webhook['payload']): Look {
    const name = typeof payload.action === 'string' ? `${event}.${payload.action}` : event;
    const appState = this.#appState;
    const cardEvent = CARD_EVENTS.find((handled) => handled === name);
    if (cardEvent) {
      const look = decideCardAtOnce(payload, appState);
      if (look.kind === 'decided') return look;
      return { kind: 'open', decide: (github) => decideCardOnGitHub(look.event, { github, ...appState }) };
    }
    const handled = HANDLED_EVENTS.find((one) => one === name);
    if (!handled) return { kind: 'decided', decision: skipped('no-trigger', 'no agent waits for this') };
    const look = decideAtOnce(handled, payload, appState);
    if (look.kind === 'decided') return look;
    return {
      kind: 'open',
      decide: (github) => decideOnGitHub(look.event, { github, ...appState }),
    };
  }
}
