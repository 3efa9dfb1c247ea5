import type { RunBudget } from '../../core/ledger/budget.ts';
import type { ClaimSubject, ItemKey } from '../../core/ledger/claim-subject.ts';
import type { RunCost } from '../../core/ledger/cost.ts';
import type { ItemFailure, LedgerCommand } from '../../core/ledger/ledger-command.ts';
import { entryOfKey } from '../../core/ledger/ledger-state.ts';
import { type ClaimEnd, claimSubjects } from '../../core/ledger/protocol/claim-subjects.ts';
import { releaseClaim } from '../../core/ledger/protocol/release-claim.ts';
import type { Reason } from '../../core/reasons.ts';
import { claimRefused } from '../../core/text/claim.ts';
import type { HandOver } from '../../core/text/hand-over.ts';
import { failureOf } from './failure-of.ts';
import type { LeftOver } from './left-over.ts';
import type { RunLedger } from './open-run-ledger.ts';
import type { TaskContext } from './task-context.ts';
import { type TaskDecision, taskFailed } from './task-decision.ts';

interface ClaimOptions {
  readonly ledger: RunLedger;
  readonly agent: string;
  readonly subjects: readonly ClaimSubject[];
  /** `null`: the project. */
  readonly item: ItemKey | null;
  readonly cause: string;
  /** As the run was started with. */
  readonly dispatch: string;
  readonly save: TaskContext['save'];
  /** What the run may cost. */
  readonly budget: RunBudget;
  /** What it has cost so far; `null`: no engine was started. */
  readonly costOf: () => RunCost | null;
  /** What counts as a failed attempt where the work breaks off. Without it the item would be started for ever. */
  readonly failureBecause?: (reason: Reason) => ItemFailure;
  /** The item is a person's now, which is said once. Answers with what to say in the run instead, if it could not be said. */
  readonly onHandedOver?: (why: HandOver) => Promise<string>;
}

/** The claim, and the ledger as it was with it. */
export type Held = Pick<Extract<ClaimEnd, { kind: 'held' }>, 'claim' | 'state'>;

/** What was done under a claim. */
export interface Claimed {
  readonly decision: TaskDecision;
  /** Told to the ledger along with the release. */
  readonly tell: readonly LedgerCommand[];
  /** What counts as a failed attempt at the item. */
  readonly failed?: ItemFailure;
  /** The item could not be told what became of it: the post step tries once more, for as long as the claim lives. */
  readonly isUntold?: boolean;
}

/**
 * Works under a claim, and gives it up however the work ends. A run that is refused does nothing more: the holder's
 * end starts the next one. What is left to release when the run is killed is left to the post step.
 */
export async function withClaim(
  options: ClaimOptions,
  work: (held: Held) => Promise<Claimed>,
): Promise<TaskDecision> {
  const { ledger, agent, subjects, item, cause, dispatch, save, budget, costOf } = options;
  const { failureBecause, onHandedOver } = options;
  const id = ledger.newId();
  const leftOver: LeftOver = { id, subjects: [...subjects], item };
  save('claim', JSON.stringify(leftOver));
  const key = entryOfKey(dispatch) === undefined ? undefined : dispatch;
  const end = await ledger.drive(
    claimSubjects({
      id,
      agent,
      run: ledger.run,
      subjects,
      item,
      dispatch: key === undefined ? { kind: 'manual', cause } : { kind: 'key', key },
      budget,
    }),
  );
  const leave = ({ failed: failure = null, tell = [] }: Pick<LeftOver, 'failed' | 'tell'>): void =>
    save('claim', JSON.stringify({ ...leftOver, failed: failure, tell, cost: costOf() } satisfies LeftOver));
  /** Answers with what could not be said. */
  const giveUp = async ({ failed: failure, tell = [] }: Partial<Claimed>): Promise<string> => {
    leave({ failed: failure, tell });
    const release = { id: ledger.newId(), claim: id, subjects, also: tell, cost: costOf() };
    const released = await ledger.drive(releaseClaim({ ...release, ...(failure && { failed: failure }) }));
    if (released.kind !== 'failed') save('released', 'true');
    if (released.kind !== 'released' || !released.handedOver || !failure) return '';
    return (await onHandedOver?.({ kind: 'failed', ...failure })) ?? '';
  };
  const giveUpBecause = (reason: Reason): Promise<string> => {
    const failure = failureBecause?.(reason);
    return giveUp(failure ? { failed: failure } : {});
  };
  if (end.kind === 'failed') {
    if (end.isGranted) await giveUpBecause(end.reason);
    else leave({});
    return taskFailed(end.reason, end.message);
  }
  if (end.kind === 'refused') {
    save('released', 'true');
    const { reason, holder, reached, handedOver } = end;
    const why = claimRefused({ agent, item, reason, holder, reached, run: ledger.run });
    const unsaid = reached && handedOver ? await onHandedOver?.({ kind: 'budget', reached }) : '';
    const message = unsaid ? `${why} ${unsaid}` : why;
    return { outcome: 'refused', reason, message, read: [], details: {} };
  }
  let claimed: Claimed;
  try {
    claimed = await work(end);
  } catch (error) {
    await giveUpBecause(failureOf(error).reason);
    throw error;
  }
  const { decision, isUntold = false } = claimed;
  if (isUntold) {
    leave(claimed);
    return decision;
  }
  const unsaid = await giveUp(claimed);
  return unsaid === '' ? decision : { ...decision, message: `${decision.message} ${unsaid}` };
}
