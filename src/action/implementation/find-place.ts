import { runOfHandover } from '../../core/handover.ts';
import { isFull, runsBefore } from '../../core/policy/max-runs.ts';
import { waits } from '../../core/text/max-runs.ts';
import { listLiveRuns } from '../../github/list-runs.ts';
import { markWaiting } from '../../intents/mark-waiting.ts';
import { type Decision, moveDecision } from '../decision.ts';
import type { TaskContext } from '../task-context.ts';
import { guardedMoveOn } from './move-on.ts';
import type { Assignment } from './work.ts';

/**
 * The second look at `max-runs`, by the run itself: whoever dispatched it may have seen the last free place at the same
 * moment as somebody else. A run without a place leaves its item in todo, to wait there. `undefined`: there is one.
 */
export async function findPlace(assignment: Assignment, context: TaskContext): Promise<Decision | undefined> {
  const { github, config, item, dispatch } = assignment;
  if (config.mode === 'observe') return undefined;
  const own = { id: context.surroundings.runId, takesPlaceOf: runOfHandover(dispatch) };
  const runs = await listLiveRuns(github, config.home, config.workflow);
  if (!isFull(item, runsBefore(own, runs), config.maxRuns)) return undefined;
  // An item that is no longer in todo waits for nothing.
  const looking = { ...assignment, config: { ...config, mode: 'observe' } } as const;
  const claim = await guardedMoveOn(looking, context.surroundings.env)('todo', 'in-progress');
  if (claim?.reason !== 'observed') return claim && moveDecision(claim);
  await markWaiting(item, { github, config, now: context.now });
  const message = waits(item, config.maxRuns);
  return { ...moveDecision(claim), outcome: 'refused', reason: 'runs-full', message };
}
