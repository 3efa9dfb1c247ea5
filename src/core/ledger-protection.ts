/** The branches of ledgers. */
export const LEDGERS = 'interlock-ledger/**';

/** Without these rules, everybody who can push can remove what was decided in a ledger. */
const PROTECTIONS = ['non_fast_forward', 'deletion'] as const;

export type Protection = (typeof PROTECTIONS)[number];

/** Of the rules that apply to a ledger's branch. */
export function missingProtections(rules: readonly { readonly type: string }[]): readonly Protection[] {
  return PROTECTIONS.filter((type) => rules.every((rule) => rule.type !== type));
}
