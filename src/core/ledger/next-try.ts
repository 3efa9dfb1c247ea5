import { countAttempt } from './decide/decide-claim.ts';
import type { ItemFailure } from './ledger-command.ts';
import type { LedgerState } from './ledger-state.ts';

/** Who has a stopped run's item tried again. */
export type NextTry =
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'by-itself'; readonly attempt: number; readonly maxAttempts: number }
  /** Nobody, before a person has moved it. */
  | { readonly kind: 'handed-over' };

/** What the ledger will decide when the run is over. `state`: as the run claimed the item. */
export function nextTry(state: LedgerState, failure: ItemFailure): NextTry {
  const { item, cause, maxAttempts } = failure;
  const known = state.items[item];
  if (known?.needsHuman || countAttempt(state, failure).handedOver) return { kind: 'handed-over' };
  return { kind: 'by-itself', attempt: (known?.attempts[cause] ?? 0) + 1, maxAttempts };
}
