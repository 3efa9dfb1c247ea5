import type { Claim } from '../ledger-state.ts';
import type { Subject } from '../subject.ts';

declare const live: unique symbol;

/**
 * A claim that the ledger granted to this run. Only `claimSubjects` makes one, so whoever takes it as an argument cannot
 * be called by a run that holds nothing.
 */
export interface LiveClaim extends Pick<Claim, 'id' | 'agent' | 'run' | 'epoch'> {
  readonly [live]: true;
  readonly subjects: readonly Subject[];
  /** The dispatch that it accepted. */
  readonly key: string;
}

export function grantedClaim(
  claim: Claim,
  { subjects, key }: Pick<LiveClaim, 'subjects' | 'key'>,
): LiveClaim {
  const { id, agent, run, epoch } = claim;
  return { id, agent, run, epoch, subjects, key } as LiveClaim;
}
