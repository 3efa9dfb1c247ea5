import type { RepositoryName } from '../core/item-id.ts';
import * as text from '../core/pause.ts';
import { isPausing, PAUSE_VARIABLE } from '../core/pause.ts';
import { ProviderError } from '../core/provider-error.ts';
import { readVariable } from '../github/actions/read-variable.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type EventDecision, eventFailed, skipped } from '../orchestration/event-decision.ts';

/** Does what is to be done, unless the home repository is paused. */
export async function unlessPaused(
  github: GitHub,
  home: RepositoryName,
  act: () => Promise<EventDecision>,
): Promise<EventDecision> {
  const pause = await readPause(github, home);
  switch (pause.kind) {
    case 'unreadable':
      return eventFailed(pause.error.reason, pause.error.message);
    case 'paused':
      return skipped('paused', text.paused());
    case 'unknown': {
      const decision = await act();
      return { ...decision, detail: `${decision.detail} ${text.pauseUnknown()}` };
    }
    case 'not-paused':
      return act();
  }
}

type Pause =
  | { readonly kind: 'paused' | 'not-paused' | 'unknown' }
  | { readonly kind: 'unreadable'; readonly error: ProviderError };

/**
 * An App that was installed before it asked for this permission lacks it until its owner accepts it. It goes on as it
 * did before, and says so: the workflow's own condition still keeps every agent from starting, and what slips through a
 * pause is the move of a merged item. To stop instead would make every upgrade of the app an outage. Whatever else
 * keeps the variable from being read blocks, as anything does that cannot be read.
 */
async function readPause(github: GitHub, home: RepositoryName): Promise<Pause> {
  try {
    const value = await readVariable(github, home, PAUSE_VARIABLE);
    return { kind: isPausing(value) ? 'paused' : 'not-paused' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.reason === 'permission-missing' ? { kind: 'unknown' } : { kind: 'unreadable', error };
  }
}
