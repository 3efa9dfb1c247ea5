import type { Probot } from 'probot';
import type { ConfigSource } from './config-source.ts';
import { decide } from './decide.ts';
import { type Decision, internalError } from './decision.ts';
import { HANDLED_EVENTS } from './events/read-event.ts';

export interface Handled {
  readonly decision: Decision;
  /** Requests to GitHub's API. A token, minted once an hour, is not counted. */
  readonly apiCalls: number;
}

/** By the payload that Probot was given: its handlers return nothing, and a redelivery has the id of the first one. */
export type Handling = WeakMap<object, Handled>;

interface InterlockAppOptions {
  readonly configs: ConfigSource;
  readonly handling: Handling;
}

/** The Probot app. Its handlers never throw: a failure is a decision like any other. */
export function interlockApp({ configs, handling }: InterlockAppOptions): (probot: Probot) => void {
  return (probot) => {
    for (const name of HANDLED_EVENTS) {
      probot.on(name, async ({ octokit, payload }) => {
        let apiCalls = 0;
        octokit.hook.before('request', () => {
          apiCalls += 1;
        });
        const decision = await decide({ name, payload, github: octokit }, configs).catch(internalError);
        handling.set(payload, { decision, apiCalls });
      });
    }
  };
}
