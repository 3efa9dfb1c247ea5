import type { Config } from '../core/config/config.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Event } from '../core/routing/event.ts';
import { type Intent, type Routing, route, skipForeign } from '../core/routing/route.ts';
import { claimedTwice } from '../core/text/config.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { RoundsByLedger } from '../ledger/rounds-by-ledger.ts';
import { carryOut, type EventSurroundings } from '../orchestration/carry-out.ts';
import { type EventDecision, eventFailed } from '../orchestration/event-decision.ts';
import { openLedger } from '../orchestration/open-ledger.ts';
import type { Runtime } from '../orchestration/runtime.ts';
import type { HomeDirectory } from './home-directory.ts';
import { unlessPaused } from './unless-paused.ts';

/** There is nothing to follow up: webhooks report the app's own moves to it. */
const AS_APP = { router: 'app', follows: false } as const;

interface AppSurroundings extends Omit<EventSurroundings, keyof typeof AS_APP | 'now' | 'ledger'> {
  readonly runtime: Runtime;
  readonly rounds: RoundsByLedger;
  readonly homes: HomeDirectory;
}

/**
 * Carries out what the app decided, unless the home repository is paused, or another project comes first in a
 * repository of this one. Both are read only here, where something is about to be done: events that concern nobody
 * still cost nothing.
 */
export async function carryOutAsApp(
  intents: readonly Intent[],
  { runtime, rounds, homes, ...given }: AppSurroundings,
): Promise<EventDecision> {
  const { github, config, defaultBranch } = given;
  const surroundings = {
    ...given,
    now: runtime.now,
    ledger: openLedger(config, {
      github,
      runtime,
      run: null,
      rounds: rounds.of(config),
      defaultBranch: () => Promise.resolve(defaultBranch),
    }),
  };
  return unlessPaused(github, config.home, async () => {
    const refusal = await refuseRival(config, github, homes);
    return refusal ?? carryOut(intents, { ...surroundings, ...AS_APP });
  });
}

async function refuseRival(
  config: Config,
  github: GitHub,
  homes: HomeDirectory,
): Promise<EventDecision | undefined> {
  try {
    const rival = await homes.rivalOf(config, github);
    return rival && eventFailed('config-invalid', claimedTwice(config, rival));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return eventFailed(error.reason, error.message);
  }
}

/** What the app does about an event, if the configuration has the app answer events at all. */
export function routeAsApp(event: Event, config: Config): Routing {
  return skipForeign('app', config) ?? route(event, config);
}
