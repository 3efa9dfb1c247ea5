import type { BudgetReached } from '../ledger/budget.ts';
import type { ItemKey } from '../ledger/claim-subject.ts';
import type { Claim } from '../ledger/ledger-state.ts';
import { isSameRun, type RunReference } from '../ledger/run-reference.ts';
import { type Reason, reasons, remedyAfter } from '../reasons.ts';
import { budgetReachedSentence } from './budget.ts';

interface Refusal {
  readonly agent: string;
  /** `null`: the project. */
  readonly item: ItemKey | null;
  readonly reason: Reason;
  readonly holder: Claim | undefined;
  /** The cap that the run could have passed. */
  readonly reached?: BudgetReached | undefined;
  /** The one that was refused. */
  readonly run: RunReference;
}

/** Why a run does nothing. */
export function claimRefused({ agent, item, reason, holder, reached, run }: Refusal): string {
  const what = item ?? 'the project';
  const start = `${agent} did not start on ${what}.`;
  if (reached) return `${start} ${budgetReachedSentence(reached)}${remedyAfter(reason)}`;
  if (!holder) return `${start} ${reasons[reason].meaning}${remedyAfter(reason)}`;
  const { since } = holder;
  if (isSameRun(holder.run, run)) {
    return (
      `${start} Another job of this same run (${holder.agent}) has held ${what} since ${since}. ` +
      'It does the work, and this job is not needed: run the agent in one job of the workflow, without a matrix.'
    );
  }
  const by = `Run ${holder.run.id} (${holder.agent}) has held ${what} since ${since}.`;
  return `${start} ${reasons[reason].meaning} ${by}${remedyAfter(reason)}`;
}
