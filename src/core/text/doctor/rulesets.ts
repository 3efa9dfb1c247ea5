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

interface Pattern {
  readonly operator: 'starts_with' | 'ends_with' | 'contains' | 'regex';
  readonly pattern: string;
  readonly negate: boolean;
}

const ASKED: Readonly<Record<Pattern['operator'], string>> = {
  starts_with: 'start with',
  ends_with: 'end with',
  contains: 'contain',
  regex: 'match',
};

/** `branch_name_pattern: "interlock/web/web-1" has to start with "feature/"` */
export function asked(rule: string, { operator, pattern, negate }: Pattern, given: string): string {
  return `${rule}: "${given}" ${negate ? 'must not' : 'has to'} ${ASKED[operator]} "${pattern}"`;
}

export const ofTitles = 'The message begins with the title of the item, so items with other titles fit';
export const ofFiles = 'whether a commit fits depends on its files';
export const ofToken = 'the address is that of whoever the token belongs to';
export const unreadableRule = 'what it asks for cannot be read';
export const unreadablePattern = 'only GitHub can evaluate that';

/** Nothing keeps all pushes away, but it may keep some. */
export function maybeRefused(doing: string, pattern: string, details: readonly string[]): Advice {
  return {
    message: `Rulesets ask something of ${doing} that may not be so: ${details.join('; ')}. GitHub refuses what does not fit.`,
    remedy: `Look whether it fits, or leave \`${pattern}\` out of them: ${RULESETS}.`,
  };
}

/** Rulesets whose target is "push". */
export function filesMaybeRefused(
  repository: string,
  rulesets: readonly { readonly name: string; readonly source: string }[],
): Advice {
  const names = rulesets.map(({ name, source }) => `"${name}" of ${source}`).join(', ');
  return {
    message: `Pushes to ${repository} are looked at by ${rulesets.length === 1 ? 'the push ruleset' : 'the push rulesets'} ${names}: GitHub refuses the work of an engine if a path, an extension or a size is not allowed.`,
    remedy: `Say in the command of your engine what it must not write, or let your App past it: ${RULESETS}.`,
  };
}
