import { isFull, placesOf, runOfHandover, runsBefore } from '../../core/policy/max-runs.ts';
import { waits } from '../../core/text/max-runs.ts';
import { listLiveRuns } from '../../github/actions/list-runs.ts';
import { markWaiting } from '../../orchestration/mark-waiting.ts';
import type { TaskContext } from '../run/task-context.ts';
import { moveDecision, type TaskDecision } from '../run/task-decision.ts';
import type { Assignment } from './assignment.ts';
import { lookAhead } from './lifecycle-moves.ts';

/**
 * The second look at `max-runs`, by the run itself: its dispatcher may have seen the last free place at the same
 * moment as somebody else. A run without a place leaves its item in todo, to wait there. `undefined`: there is one.
 */
export async function checkCapacity(
  assignment: Assignment,
  context: TaskContext,
): Promise<TaskDecision | undefined> {
  const { github, config, item, cause } = assignment;
  if (config.mode === 'observe') return undefined;
  const own = { id: context.surroundings.runId, takesPlaceOf: runOfHandover(cause) };
  const runs = await listLiveRuns(github, config.home, config.workflow);
  if (!isFull(item, runsBefore(own, runs), placesOf(config))) return undefined;
  // An item that is no longer in todo waits for nothing.
  const taking = await lookAhead(assignment, context.surroundings.env)('todo', 'in-progress');
  if (taking?.reason !== 'observed') return taking && moveDecision(taking);
  await markWaiting(item, { github, config, now: context.now });
  const message = waits(item, config.maxRuns);
  return { ...moveDecision(taking), outcome: 'refused', reason: 'runs-full', message };
}
