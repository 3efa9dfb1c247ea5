import type { Probot } from 'probot';
import * as z from 'zod';
import { HANDLED_EVENTS } from '../core/routing/read-event.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type EventDecision, eventFailed, internalError, skipped } from '../orchestration/event-decision.ts';
import { countCalls } from './count-calls.ts';
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
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Asks GitHub, and carries out what comes of it. */
type Decide = (github: GitHub) => Promise<EventDecision>;

type Look =
  | { readonly kind: 'decided'; readonly decision: EventDecision }
  | { readonly kind: 'open'; readonly decide: Decide };

const installationSchema = z.object({ installation: z.object({ id: z.int().positive() }) });

/**
 * Decides what Probot has verified. Probot's own handlers get an octokit for every event, which takes longer to build
 * than to see that the event concerns nobody; so one is built only for an event that is open after a first look.
 */
export class InterlockApp {
  readonly #probot: Probot;
  readonly #appState: AppState;

  constructor(probot: Probot, appState: AppState) {
    this.#probot = probot;
    this.#appState = appState;
  }

  /** Never throws: a failure is a decision like any other. */
  async handle({ event, payload }: Webhook): Promise<Handled> {
    try {
      const look = this.#look(event, payload);
      if (look.kind === 'decided') return { decision: look.decision, apiCalls: 0 };
      return await this.#decideOnGitHub(look.decide, payload);
    } catch (error) {
      return { decision: internalError(error), apiCalls: 0 };
    }
  }

  async #decideOnGitHub(decide: Decide, payload: Webhook['payload']): Promise<Handled> {
    const sent = installationSchema.safeParse(payload);
    if (!sent.success) {
      return { decision: eventFailed('payload-invalid', 'it names no installation of the App'), apiCalls: 0 };
    }
    const { github, takeCalls } = countCalls(await this.#probot.auth(sent.data.installation.id));
    const decision = await decide(github).catch(internalError);
    return { decision, apiCalls: takeCalls() };
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
