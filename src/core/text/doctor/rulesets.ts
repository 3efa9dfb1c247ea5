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
    remedy: `Exclude \`${pattern}\` from it, or let your App bypass it: ${RULESETS}.`,
  };
}

export function maybeBlocked({ doing, pattern, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps everybody from ${doing} who may not bypass it: ${rules.join(', ')}. This token cannot see who may.`,
    remedy: `Check whether your App may bypass it, or exclude \`${pattern}\` from it: ${RULESETS}.`,
  };
}

export function openToAnApp({ doing, ruleset, rules }: InTheWay): Advice {
  return {
    message: `The ruleset "${ruleset}" keeps everybody from ${doing} except an App that may bypass it: ${rules.join(', ')}.`,
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
export const ofToken = 'the address is that of the account of the token';
export const unreadableRule = 'what it asks for cannot be read';
export const unreadablePattern = 'only GitHub can evaluate that';

/** Nothing keeps all pushes away, but it may keep some. */
export function maybeRefused(doing: string, pattern: string, details: readonly string[]): Advice {
  return {
    message: `Rulesets set conditions for ${doing} that may not be met: ${details.join('; ')}. GitHub refuses what does not fit.`,
    remedy: `Check whether it fits, or exclude \`${pattern}\` from them: ${RULESETS}.`,
  };
}

/** Rulesets whose target is "push". */
export function filesMaybeRefused(
  repository: string,
  rulesets: readonly { readonly name: string; readonly source: string }[],
): Advice {
  const names = rulesets.map(({ name, source }) => `"${name}" of ${source}`).join(', ');
  return {
    message: `Pushes to ${repository} are checked by ${rulesets.length === 1 ? 'the push ruleset' : 'the push rulesets'} ${names}: GitHub refuses the work of an engine if a path, an extension or a size is not allowed.`,
    remedy: `Say in the command of your engine what it must not write, or let your App bypass it: ${RULESETS}.`,
  };
}
