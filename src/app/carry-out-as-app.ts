import type { Intent } from '../core/routing/route.ts';
import { carryOut, type Surroundings } from '../intents/carry-out.ts';
import type { Decision } from '../intents/decision.ts';
import { openLedger } from '../intents/open-ledger.ts';
import type { Outside } from '../intents/outside.ts';
import type { RoundsByLedger } from '../ledger/rounds-by-ledger.ts';
import { unlessPaused } from './unless-paused.ts';

/** Nothing is to be followed up: a webhook tells the app of whatever it moves. */
const AS_APP = { router: 'app', follows: false } as const;

interface AppSurroundings extends Omit<Surroundings, keyof typeof AS_APP | 'now' | 'ledger'> {
  readonly outside: Outside;
  readonly rounds: RoundsByLedger;
}

/**
 * Carries out what the app decided, unless the home repository is paused. The variable is read only here, where
 * something is about to be done: events that concern nobody still cost nothing.
 */
export async function carryOutAsApp(
  intents: readonly Intent[],
  { outside, rounds, ...given }: AppSurroundings,
): Promise<Decision> {
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
  return unlessPaused(github, config.home, () => carryOut(intents, { ...surroundings, ...AS_APP }));
}
