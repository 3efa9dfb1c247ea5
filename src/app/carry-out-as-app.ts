import type { Config } from '../core/config/config.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Intent } from '../core/routing/route.ts';
import { claimedTwice } from '../core/text/config.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { RoundsByLedger } from '../ledger/rounds-by-ledger.ts';
import { carryOut, type EventSurroundings } from '../orchestration/carry-out.ts';
import { type EventDecision, eventFailed } from '../orchestration/decision.ts';
import { openLedger } from '../orchestration/open-ledger.ts';
import type { Outside } from '../orchestration/outside.ts';
import type { HomeDirectory } from './home-directory.ts';
import { unlessPaused } from './unless-paused.ts';

/** There is nothing to follow up: webhooks report the app's own moves to it. */
const AS_APP = { router: 'app', follows: false } as const;

interface AppSurroundings extends Omit<EventSurroundings, keyof typeof AS_APP | 'now' | 'ledger'> {
  readonly outside: Outside;
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
  { outside, rounds, homes, ...given }: AppSurroundings,
): Promise<EventDecision> {
  const { github, config, defaultBranch } = given;
  const surroundings = {
    ...given,
    now: outside.now,
    ledger: openLedger(config, {
      github,
      outside,
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
