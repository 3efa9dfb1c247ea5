import type { LedgerCommand, RequestCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { countAttempt, waitingDispatch } from './decide-claim.ts';
import { requestOf } from './request-of.ts';
import { accepted, type EntryFacts, noop, refused, type Verdict } from './verdict.ts';

/** Whether a run is to be asked for. One that nobody has accepted yet will see what is new as well as a second. */
export function decideRequest(state: LedgerState, command: RequestCommand, facts: EntryFacts): Verdict {
  const { agent, item, cause } = command;
  if (item !== null && state.items[item]?.needsHuman) return refused('needs-human');
  if (waitingDispatch(state, { agent, item })) return noop('run-waiting');
  return accepted({ type: 'dispatch-requested', requests: [requestOf({ agent, cause }, item, facts)] });
}

export function decideSent(
  state: LedgerState,
  { key, run }: Extract<LedgerCommand, { kind: 'sent' }>,
): Verdict {
  const dispatch = state.dispatches[key];
  if (!dispatch || dispatch.acceptedBy) return noop('dispatch-closed');
  return dispatch.sent === run ? noop('already-known') : accepted({ type: 'dispatch-sent', key, run });
}

/** A dispatch of which nothing will come. What was evicted was replaced by a newer run, and is nobody's failure. */
export function decideLose(
  state: LedgerState,
  { key, how, maxAttempts }: Extract<LedgerCommand, { kind: 'lose' }>,
): Verdict {
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
