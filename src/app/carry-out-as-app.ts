import { isPausing, PAUSE_VARIABLE } from '../core/pause.ts';
import type { Intent } from '../core/routing/route.ts';
import * as text from '../core/text/pause.ts';
import { GitHubError } from '../github/github-error.ts';
import { readVariable } from '../github/read-variable.ts';
import { carryOut, type Surroundings } from '../intents/carry-out.ts';
import { type Decision, failed, skipped } from '../intents/decision.ts';
import { openLedger } from '../intents/open-ledger.ts';
import type { Outside } from '../intents/outside.ts';

/** Nothing is to be followed up: a webhook tells the app of whatever it moves. */
const AS_APP = { router: 'app', follows: false } as const;

interface AppSurroundings extends Omit<Surroundings, keyof typeof AS_APP | 'now' | 'ledger'> {
  readonly outside: Outside;
}

/**
 * Carries out what the app decided, unless the home repository is paused. The variable is read only here, where
 * something is about to be done: events that concern nobody still cost nothing.
 */
export async function carryOutAsApp(
  intents: readonly Intent[],
  { outside, ...given }: AppSurroundings,
): Promise<Decision> {
  const { github, config, defaultBranch } = given;
  const surroundings = {
    ...given,
    now: outside.now,
    ledger: openLedger(config, {
      github,
      outside,
      run: null,
      defaultBranch: () => Promise.resolve(defaultBranch),
    }),
  };
  const pause = await readPause(surroundings);
  switch (pause.kind) {
    case 'unreadable':
      return failed(pause.error.reason, pause.error.message);
    case 'paused':
      return skipped('paused', text.paused());
    case 'unknown': {
      const decision = await carryOut(intents, { ...surroundings, ...AS_APP });
      return { ...decision, detail: `${decision.detail} ${text.pauseUnknown()}` };
    }
    case 'not-paused':
      return carryOut(intents, { ...surroundings, ...AS_APP });
  }
}

type Pause =
  | { readonly kind: 'paused' | 'not-paused' | 'unknown' }
  | { readonly kind: 'unreadable'; readonly error: GitHubError };

/**
 * An App that was installed before it asked for this permission lacks it until its owner accepts it. It goes on as it
 * did before, and says so: the workflow's own condition still keeps every agent from starting, and what slips through a
 * pause is the move of a merged item. To stop instead would make every upgrade of the app an outage. Whatever else
 * keeps the variable from being read blocks, as anything does that cannot be read.
 */
async function readPause({ github, config }: Pick<Surroundings, 'github' | 'config'>): Promise<Pause> {
  try {
    const value = await readVariable(github, config.home, PAUSE_VARIABLE);
    return { kind: isPausing(value) ? 'paused' : 'not-paused' };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return error.reason === 'permission-missing' ? { kind: 'unknown' } : { kind: 'unreadable', error };
  }
}
