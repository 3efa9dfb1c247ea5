import { formatItemId } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { State } from '../../core/states.ts';
import { blockedDetails, blockedLine } from '../../core/text/blocked-details.ts';
import * as text from '../../core/text/run-message.ts';
import { movedItems, type PolicyResult } from '../../engines/policy/select-items.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import type { Project } from '../run/open-project.ts';
import { statusSource, type TaskContext } from '../run/task-context.ts';
import type { TaskDecision } from '../run/task-decision.ts';
import { tryToTellItem } from '../run/tell-item.ts';

interface Conclusion {
  readonly project: Project;
  readonly context: TaskContext;
  readonly result: PolicyResult;
  /** What was started for the items that were moved, where this run had to do it. */
  readonly followed: readonly EventDecision[];
  readonly destination: State;
}

/**
 * What the run decided. Full capacity and an empty backlog are silent no-ops; a backlog in which everything waits is
 * `refused`, because a person can help, and is said on its oldest item.
 */
export async function concludeSelection(
  warrant: Warrant,
  { project, context, result, followed, destination }: Conclusion,
): Promise<TaskDecision> {
  const { attempts, blocked, inFlight, backlog, notLookedAt } = result;
  const { maxInFlight, mode } = project.config;
  const read = [
    `${backlog} in backlog, ${inFlight} of at most ${maxInFlight} in flight at the end`,
    ...(notLookedAt > 0 ? [text.notLookedAtFact(notLookedAt)] : []),
    ...attempts.map((attempt) => attempt.result.message),
    ...followed.map(({ detail, outcome }) => (outcome === 'acted' ? `Started ${detail}` : detail)),
    ...blocked.map((one) => `${formatItemId(one.id)} waits: ${one.blockers.join('; ')}`),
  ];
  const details = {
    moves: attempts.map((attempt) => attempt.result),
    blocked: blocked.map((one) => ({ item: formatItemId(one.id), blockers: one.blockers })),
    inFlight,
    maxInFlight,
    ...(notLookedAt > 0 && { notLookedAt }),
    ...(followed.length > 0 && { runs: followed.flatMap(({ run }) => run ?? []) }),
  };
  const end = { read, details };
  if (result.interrupted instanceof ProviderError) {
    const { reason, message } = result.interrupted;
    return { outcome: 'failed', reason, message, ...end };
  }
  if (result.interrupted !== undefined) throw result.interrupted;
  const [first] = attempts;
  const decisive = attempts.find(({ result: { outcome } }) => outcome === 'failed') ?? first;
  const previousState = decisive?.result.previousState;
  const previous = previousState === undefined ? {} : { previousState };

  if (decisive?.result.reason === 'observed') {
    const message = attempts.map((attempt) => attempt.result.message).join(' ');
    return { outcome: 'noop', reason: 'observed', message, ...previous, ...end };
  }
  if (decisive?.result.outcome !== 'failed' && movedItems(attempts).length > 0) {
    const message = text.movedMessage(movedItems(attempts), destination.name);
    const failure = followed.find(({ outcome }) => outcome === 'failed');
    if (failure) {
      const { reason, detail } = failure;
      return { outcome: 'failed', reason, message: `${message} ${detail}`, ...previous, ...end };
    }
    return { outcome: 'moved', reason: 'selected', message, ...previous, ...end };
  }
  if (decisive) {
    const { outcome, reason, message } = decisive.result;
    return { outcome, reason, message, ...previous, ...end };
  }
  const [oldest] = blocked;
  if (oldest) {
    if (mode === 'observe') {
      return {
        outcome: 'refused',
        reason: 'all-blocked',
        message: text.allBlockedUnsaid(blocked.length, notLookedAt),
        ...end,
      };
    }
    // No run is named: the same situation, found again, is not written again.
    const { runUrl: _, ...said } = statusSource(context, project.config.project);
    const status = {
      ...said,
      status: 'blocked',
      reason: 'all-blocked',
      line: blockedLine(notLookedAt),
      details: blockedDetails(blocked),
    } as const;
    const unsaid = await tryToTellItem(warrant, { github: project.github, item: oldest.id, status });
    const message = unsaid
      ? `${text.allBlockedUnsaid(blocked.length, notLookedAt)} ${unsaid}`
      : text.allBlockedMessage(blocked.length, oldest.id, notLookedAt);
    return { outcome: 'refused', reason: 'all-blocked', message, ...end };
  }
  if (inFlight >= maxInFlight) {
    const message = text.atCapacityMessage(inFlight, maxInFlight);
    return { outcome: 'noop', reason: 'at-capacity', message, ...end };
  }
  return { outcome: 'noop', reason: 'backlog-empty', message: text.backlogEmptyMessage(), ...end };
}
