import { type Reason, reasons } from '../../reasons.ts';
import { type Advice, RUN_INIT } from './advice.ts';

const RULESETS = 'Settings, Rules, Rulesets';

/** The message of a ledger that decides nothing ends with what to do about it. */
export function ledgerUnusable(reason: Reason, message: string): Advice {
  const { remedy } = reasons[reason];
  return { message: message.replace(remedy, '').trim(), remedy };
}

const FORBIDDEN = { non_fast_forward: 'force pushes', deletion: 'deletion' } as const;

export type Protection = keyof typeof FORBIDDEN;

export function ledgerUnprotected(branch: string, missing: readonly Protection[]): Advice {
  return {
    message: `No ruleset forbids ${missing.map((type) => FORBIDDEN[type]).join(' and ')} of ${branch}: whoever can push can take away what was decided there.`,
    remedy: `Add one for \`interlock-ledger/**\` that restricts deletions and blocks force pushes, and nothing else: ${RULESETS}.`,
  };
}

interface InTheWay {
  readonly branch: string;
  readonly ruleset: string;
  /** GitHub's names of its rules. */
  readonly rules: readonly string[];
}

export function ledgerBlocked({ branch, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps Interlock from appending to ${branch}: ${rules.join(', ')}.`,
    remedy: `Leave \`interlock-ledger/**\` out of it, or let your App past it: ${RULESETS}.`,
  };
}

export function ledgerMaybeBlocked({ branch, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps all from appending to ${branch} whom it does not let past: ${rules.join(', ')}. Who that is cannot be seen with this token.`,
    remedy: `Look whether it lets your App past, or leave \`interlock-ledger/**\` out of it: ${RULESETS}.`,
  };
}

export function ledgerOpenToAnApp({ branch, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps all from appending to ${branch} but an App that it lets past: ${rules.join(', ')}.`,
    remedy: `Make sure that this is the App whose tokens Interlock works with: ${RULESETS}.`,
  };
}

export const noReconciler: Advice = {
  message:
    'No workflow runs `task: reconcile` on a schedule: what a lost event or a dead run leaves behind in the ledger stays there.',
  remedy: RUN_INIT,
};

export function ledgerSound(branch: string, seq: number): string {
  return `The ledger on ${branch} is at entry ${seq}, protected and looked after.`;
}
