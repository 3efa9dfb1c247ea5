import type { Reason } from '../../reasons.ts';
import { type ItemKey, itemSubject } from '../claim-subject.ts';
import type { LedgerCommand, RequestCommand, Sighting } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { compareVersions } from '../version.ts';
import { countAttempt, waitingDispatch } from './decide-claim.ts';
import { accepted, type EntryFacts, type LedgerVerdict, noop, refused } from './ledger-verdict.ts';
import { requestOf } from './request-of.ts';

/** Whether a run is to be asked for. One that nobody has accepted yet will see what is new as well as a second. */
export function decideRequest(state: LedgerState, command: RequestCommand, facts: EntryFacts): LedgerVerdict {
  const { agent, item, cause, waits } = command;
  if (item !== null && state.items[item]?.needsHuman) return refused('needs-human');
  if (waitingDispatch(state, { agent, item })) return noop('run-waiting');
  if (item !== null && waits) {
    const reason = whyNotWaiting(state, item, waits);
    if (reason) return refused(reason);
  }
  return accepted({ type: 'dispatch-requested', requests: [requestOf({ agent, cause }, item, facts)] });
}

/** An item waits while it is in todo, nobody is at it, and no move of it is under way: it is started once. */
function whyNotWaiting(state: LedgerState, item: ItemKey, sighting: Sighting): Reason | undefined {
  const { version, open, ambiguous, readAt } = sighting;
  if (state.claims[itemSubject(item)]) return 'claimed';
  if (ambiguous) return 'state-ambiguous';
  if (!open) return 'item-closed';
  const known = state.items[item];
  if (known && compareVersions(known.seen, version, readAt) === 'older') return 'state-stale';
  return known?.move || version.stage !== 'todo' ? 'state-changed' : undefined;
}

export function decideSent(
  state: LedgerState,
  { key, run }: Extract<LedgerCommand, { kind: 'sent' }>,
): LedgerVerdict {
  const dispatch = state.dispatches[key];
  if (!dispatch || dispatch.acceptedBy) return noop('dispatch-closed');
  return dispatch.sent === run ? noop('already-known') : accepted({ type: 'dispatch-sent', key, run });
}

/** A dispatch that comes to nothing. An evicted one was replaced by a newer run, and is nobody's failure. */
export function decideLose(
  state: LedgerState,
  { key, how, maxAttempts }: Extract<LedgerCommand, { kind: 'lose' }>,
): LedgerVerdict {
  const dispatch = state.dispatches[key];
  if (!dispatch || dispatch.acceptedBy) return noop('dispatch-closed');
  const { item } = dispatch;
  const isPersons = how === 'cancelled';
  const failed = item !== null && isPersons ? { item, cause: 'cancelled', handedOver: true } : null;
  const counted =
    item !== null && how === 'never-started'
      ? countAttempt(state, { item, cause: `${dispatch.agent} never-started`, maxAttempts })
      : failed;
  return accepted({ type: 'dispatch-lost', key, how, failed: counted });
}
