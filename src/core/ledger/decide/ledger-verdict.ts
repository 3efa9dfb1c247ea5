import type { Reason } from '../../reasons.ts';
import type { BudgetReached } from '../budget.ts';
import type { LedgerEvent } from '../ledger-event.ts';
import type { Claim } from '../ledger-state.ts';

/** What the rules say to one command. */
export type LedgerVerdict =
  | { readonly kind: 'accepted'; readonly event: LedgerEvent }
  /** What is asked for is so already. */
  | { readonly kind: 'noop'; readonly reason: Reason }
  | {
      readonly kind: 'refused';
      readonly reason: Reason;
      readonly holder?: Claim;
      readonly reached?: BudgetReached;
    };

/** Which entry the event would stand in, and when. */
export interface EntryFacts {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export function accepted(event: LedgerEvent): LedgerVerdict {
  return { kind: 'accepted', event };
}

export function noop(reason: Reason): LedgerVerdict {
  return { kind: 'noop', reason };
}

export function refused(reason: Reason, holder?: Claim): LedgerVerdict {
  return { kind: 'refused', reason, ...(holder && { holder }) };
}
