import type { Claim } from '../ledger-state.ts';
import type { ClaimSubject } from '../subject.ts';

declare const live: unique symbol;

/**
 * A claim that the ledger names as this run's. Only `claimSubjects` and `resumeClaim` make one, so a function that
 * takes it as an argument cannot be called by a run that holds nothing.
 */
export interface LiveClaim extends Pick<Claim, 'id' | 'agent' | 'run' | 'epoch'> {
  readonly [live]: true;
  readonly subjects: readonly ClaimSubject[];
}
