import { formatItemId, itemKey } from '../../core/item-id.ts';
import { isFull, placesOf, runOfHandover, runsBefore } from '../../core/policy/max-runs.ts';
import { parseRunName } from '../../core/run-name.ts';
import { waits } from '../../core/text/max-runs.ts';
import { otherRunMessage } from '../../core/text/run-message.ts';
import { listLiveRuns, type Run } from '../../github/actions/list-runs.ts';
import { readRun } from '../../github/actions/runs.ts';
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
  const other = await findOtherRun(assignment, runs, own.id);
  if (other !== undefined) {
    return {
      outcome: 'refused',
      reason: 'claimed',
      message: otherRunMessage(item, other),
      read: [],
      details: { item: formatItemId(item) },
    };
  }
  if (!isFull(item, runsBefore(own, runs), placesOf(config))) return undefined;
  // An item that is no longer in todo waits for nothing.
  const taking = await lookAhead(assignment, context.surroundings.env)('todo', 'in-progress');
  if (taking?.reason !== 'observed') return taking && moveDecision(taking);
  await markWaiting(item, { github, config, now: context.now });
  const message = waits(item, config.maxRuns);
  return { ...moveDecision(taking), outcome: 'refused', reason: 'runs-full', message };
}

/**
 * An earlier run that works on the same item. A ledger knows by its claim, and a concurrency group lets none through;
 * where a project has neither, two would work on one item that a person has moved back. A listing may be behind, so the
 * run itself is asked.
 */
async function findOtherRun(
  { github, config, item }: Assignment,
  runs: readonly Run[],
  own: number,
): Promise<number | undefined> {
  // What happens when two work on one item is what the replay shows.
  const isReplayed = typeof INTERLOCK_DEMONSTRATION !== 'undefined' && INTERLOCK_DEMONSTRATION;
  if (config.ledger === 'on' || isReplayed) return undefined;
  const { isTakenBy } = placesOf(config);
  const [other] = runs.filter(({ id, displayTitle, isPending }) => {
    const name = parseRunName(displayTitle);
    const isOfItem = name && isTakenBy(name.agent) && name.subject.toLowerCase() === itemKey(item);
    return isOfItem && id < own && !isPending;
  });
  const found = other && (await readRun(github, config.home, other.id));
  return found && !found.isCompleted ? found.id : undefined;
}
