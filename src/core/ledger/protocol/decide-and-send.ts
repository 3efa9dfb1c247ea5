import type { Reason } from '../../reasons.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import type { LedgerState } from '../ledger-state.ts';
import type { Protocol } from './effect.ts';
import { type Sent, sendDispatches, tellSent } from './send-dispatches.ts';
import { type Preparation, transact } from './transact.ts';

export type EventEnd =
  | {
      readonly kind: 'decided';
      /** One for each command, in their order. */
      readonly verdicts: readonly LedgerVerdict[];
      readonly sent: readonly Sent[];
    }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/** Decides what an event asks for, and sends the dispatches that follow. */
export function* decideAndSend(
  id: string,
  prepare: (state: LedgerState, readAt: string) => Protocol<Preparation<unknown>> | Preparation<unknown>,
): Protocol<EventEnd> {
  const decision = yield* transact(id, prepare);
  if (decision.kind === 'failed') return decision;
  const { verdicts, state } = decision;
  const sent = yield* sendDispatches(verdicts.flatMap(requestedBy), state);
  yield* tellSent(id, sent, state);
  return { kind: 'decided', verdicts, sent };
}

/** Keys of the dispatches that a decision asks for. */
export function requestedBy(verdict: LedgerVerdict): readonly string[] {
  if (verdict.kind !== 'accepted' || !('requests' in verdict.event)) return [];
  return verdict.event.requests.map(({ key }) => key);
}
