import type { LedgerCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { type Answers, type Protocol, perform } from './effect.ts';

/** What came of sending one; `ambiguous`: a second run of the same key is refused by the ledger. */
export type Sent = Answers['send'] & { readonly key: string };

/**
 * Sends what the ledger holds under these keys and no run has accepted. Sending twice is harmless, because one run alone
 * accepts a key; so nothing is written down between the request and the run's own claim.
 */
export function* sendDispatches(keys: readonly string[], state: LedgerState): Protocol<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const key of keys) {
    const dispatch = state.dispatches[key];
    if (!dispatch || dispatch.acceptedBy || state.breaker) continue;
    const answer = yield* perform({ kind: 'send', key, dispatch });
    sent.push({ key, ...answer });
  }
  return sent;
}

/** What the answers tell the ledger: a workflow that cannot be started is no item's fault, and starts nothing more. */
export function afterSending(sent: readonly Sent[], state: LedgerState): readonly LedgerCommand[] {
  const denied = sent.find((one) => one.kind === 'denied');
  if (denied) return [{ kind: 'break', why: denied.message }];
  return state.breaker && sent.some(({ kind }) => kind === 'sent') ? [{ kind: 'mend' }] : [];
}
