import type { Advice } from './advice.ts';

export const RULESETS = 'Settings, Rules, Rulesets';

export interface InTheWay {
  /** What cannot be done: "appending to interlock-ledger/web". */
  readonly doing: string;
  /** The branches that it can do without: `interlock-ledger/**`. */
  readonly pattern: string;
  readonly ruleset: string;
  /** GitHub's names of its rules. */
  readonly rules: readonly string[];
}

export function blocked({ doing, pattern, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps Interlock from ${doing}: ${rules.join(', ')}.`,
    remedy: `Leave \`${pattern}\` out of it, or let your App past it: ${RULESETS}.`,
  };
}

export function maybeBlocked({ doing, pattern, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps all from ${doing} whom it does not let past: ${rules.join(', ')}. Who that is cannot be seen with this token.`,
    remedy: `Look whether it lets your App past, or leave \`${pattern}\` out of it: ${RULESETS}.`,
  };
}

export function openToAnApp({ doing, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps all from ${doing} but an App that it lets past: ${rules.join(', ')}.`,
    remedy: `Make sure that this is the App whose tokens Interlock works with: ${RULESETS}.`,
  };
}
