import { hasLedger, type LedgerSettings } from '../mode.ts';
import type { ClaimSubject } from './claim-subject.ts';
import type { LiveClaim } from './protocol/claim-subjects.ts';

declare const without: unique symbol;

/** That nobody claims anything: the project has no ledger, or only observes. Only `noLedger` makes one. */
export interface NoLedger {
  readonly [without]: true;
}

/**
 * What a run shows to whatever it has changed: its live claim, or that its project has no ledger. Neither can be made
 * up, so a run that holds nothing cannot call a function that takes a warrant.
 */
export type Warrant = LiveClaim | NoLedger;

/** Looks at the configuration, and throws where it says that there is a ledger: who has one has to claim. */
export function noLedger(config: LedgerSettings): NoLedger {
  if (hasLedger(config)) throw new Error('A run of a project with a ledger asked to work without a claim');
  // The brand exists for the compiler alone.
  return {} as NoLedger;
}

/** Throws unless one of the subjects is held. A run that wants to change what another may hold is a defect of ours. */
export function requireHeld(warrant: Warrant, anyOf: readonly ClaimSubject[]): void {
  if (!('subjects' in warrant)) return;
  const { run, subjects } = warrant;
  if (anyOf.some((subject) => subjects.includes(subject))) return;
  throw new Error(`Run ${run.id} holds ${subjects.join(' and ')}, and none of ${anyOf.join(', ')}`);
}
