import { notStarted, startedNext } from '../../core/text/max-runs.ts';
import { startWaiting } from '../../orchestration/start-waiting.ts';
import { failureOf } from '../run/failure-of.ts';
import { openRunLedger, readDefaultBranch } from '../run/open-run-ledger.ts';
import type { TaskContext } from '../run/task-context.ts';
import { type TaskDecision, taskFailed } from '../run/task-decision.ts';
import type { Assignment } from './assignment.ts';
import { claimAndRun } from './claim-and-run.ts';

/**
 * A run of an agent with a pull request, and what its end makes possible: however it ended, an item that waits for a place
 * can start. The app hears of the end of a run and does that itself; no workflow does.
 */
export async function runItemAgent(assignment: Assignment, context: TaskContext): Promise<TaskDecision> {
  const decision = await orFailed(() => claimAndRun(assignment, context), context);
  if (assignment.config.router === 'app') return decision;
  const next = await orFailed(() => handOver(assignment, context), context);
  return next ? { ...decision, read: [...decision.read, next.message] } : decision;
}

/** `undefined` where nobody waits. */
async function handOver(
  assignment: Assignment,
  context: TaskContext,
): Promise<Pick<TaskDecision, 'message'> | undefined> {
  const { github, config } = assignment;
  const { outcome, detail } = await startWaiting({
    github,
    config,
    defaultBranch: await readDefaultBranch(github, config.home),
    router: 'workflow',
    now: context.now,
    ledger: openRunLedger(assignment, context),
    ending: { runId: context.surroundings.runId },
  });
  if (outcome === 'skipped') return undefined;
  return { message: outcome === 'acted' ? startedNext(detail) : notStarted(detail) };
}

async function orFailed<T>(act: () => Promise<T>, { debug }: TaskContext): Promise<T | TaskDecision> {
  try {
    return await act();
  } catch (error) {
    debug(String(error instanceof Error ? error.stack : error));
    const { reason, message } = failureOf(error);
    return taskFailed(reason, message);
  }
}
