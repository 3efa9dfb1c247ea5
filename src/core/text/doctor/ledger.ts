import { LEDGERS, type Protection } from '../../ledger-protection.ts';
import { type Reason, reasons } from '../../reasons.ts';
import { type Advice, RUN_INIT } from './advice.ts';
import { RULESETS } from './rulesets.ts';

/** The message of a ledger that decides nothing ends with what to do about it. */
export function ledgerUnusable(reason: Reason, message: string): Advice {
  const { remedy } = reasons[reason];
  return { message: message.replace(remedy, '').trim(), remedy };
}

const FORBIDDEN = {
  non_fast_forward: 'force pushes',
  deletion: 'deletion',
} as const satisfies Record<Protection, string>;

export function ledgerUnprotected(branch: string, missing: readonly Protection[]): Advice {
  return {
    message: `No ruleset forbids ${missing.map((type) => FORBIDDEN[type]).join(' and ')} of ${branch}: everybody who can push can remove what was decided there.`,
    remedy: `Add one for \`${LEDGERS}\` that restricts deletions and blocks force pushes, and nothing else: ${RULESETS}.`,
  };
}

export function appendingTo(branch: string): string {
  return `appending to ${branch}`;
}

export const noReconciler: Advice = {
  message:
    'No workflow runs `task: reconcile` on a schedule: nothing repairs what a lost event or a dead run leaves behind.',
  remedy: RUN_INIT,
};

export function ledgerSound(branch: string, seq: number): string {
  return `The ledger on ${branch} is at entry ${seq}, protected and looked after.`;
}
