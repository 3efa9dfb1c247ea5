import { runBudgetOf } from '../../core/agents/run-budget.ts';
import { itemKey } from '../../core/item-id.ts';
import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import { nextTry } from '../../core/ledger/next-try.ts';
import { giveBack } from '../../core/ledger/protocol/answer-event.ts';
import { noLedger } from '../../core/ledger/warrant.ts';
import { hasMark, type Reason } from '../../core/reasons.ts';
import type { HandOver } from '../../core/text/hand-over.ts';
import { sayNeedsPerson } from '../../orchestration/say-handed-over.ts';
import { subjectsOfItem } from '../../orchestration/subjects-of-item.ts';
import { openRunLedger, type RunLedger } from '../run/open-run-ledger.ts';
import { runCostOf } from '../run/run-cost.ts';
import { statusSource, type TaskContext } from '../run/task-context.ts';
import type { TaskDecision } from '../run/task-decision.ts';
import { withClaim } from '../run/with-claim.ts';
import type { Assignment } from './assignment.ts';
import { checkCapacity } from './check-capacity.ts';
import { followLifecycle } from './follow-lifecycle.ts';
import { readLease } from './item-branch.ts';
import { guardedMoveOn, ledgerMoveOn } from './lifecycle-moves.ts';

/**
 * A run of an agent with a pull request: takes the item out of todo, has the engine work on it, and hands it on with its
 * pull request. Only the run whose move out of todo happened works; the item's status says how it ended.
 */
export async function claimAndRun(assignment: Assignment, context: TaskContext): Promise<TaskDecision> {
  const { dispatch, config } = assignment;
  const ledger = openRunLedger(assignment, context, dispatch);
  const turnedAway = await checkCapacity(assignment, context);
  if (turnedAway) {
    if (ledger) await ledger.drive(giveBack(ledger.newId(), dispatch));
    return turnedAway;
  }
  if (ledger) return runUnderClaim(ledger, assignment, context);
  const warrant = noLedger(config);
  const moveOn = guardedMoveOn(warrant, assignment, context.surroundings.env);
  const byHand = () => ({ kind: 'by-hand' }) as const;
  return (await followLifecycle(warrant, { assignment, context, moveOn, nextTry: byHand })).decision;
}

async function runUnderClaim(
  ledger: RunLedger,
  assignment: Assignment,
  context: TaskContext,
): Promise<TaskDecision> {
  const { cause, dispatch, item: id, config, github } = assignment;
  const { name: agent } = assignment.agent.definition;
  const { env } = context.surroundings;
  const item = itemKey(id);
  const subjects = await subjectsOfItem(assignment, id);
  // The claim is given up by then: it is the ledger's word, and not the run's.
  const onHandedOver = (why: HandOver) =>
    sayNeedsPerson({ item: id, why }, { github, said: statusSource(context, config.project) });
  const failureBecause = (reason: Reason) => ({
    item,
    cause: `${agent} ${reason}`,
    // A person who cancels a run does not want it to be started again.
    maxAttempts: reason === 'cancelled' || hasMark(reason, 'needsPerson') ? 1 : config.maxAttempts,
  });
  const budget = runBudgetOf(assignment.agent, config.caps);
  const costOf = () => runCostOf(context.audit.use());
  const claim = { ledger, agent, subjects, item, cause, dispatch, budget, costOf, failureBecause };
  return withClaim({ ...claim, save: context.save, onHandedOver }, async ({ claim: held, state }) => {
    const tell: LedgerCommand[] = [];
    const lease = await readLease(held, {
      project: assignment,
      item: id,
      surroundings: context.surroundings,
    });
    const moveOn = ledgerMoveOn(held, assignment, { ledger, env, tell });
    const { stopped, ...worked } = await followLifecycle(held, {
      assignment,
      context,
      moveOn,
      lease,
      nextTry: (reason) => nextTry(state, failureBecause(reason)),
    });
    return { ...worked, tell, ...(stopped && { failed: failureBecause(stopped) }) };
  });
}
