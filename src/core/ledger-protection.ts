/** Rules of a ruleset without which whoever can push can take away what was decided in a ledger. */
export const PROTECTIONS = ['non_fast_forward', 'deletion'] as const;

export type Protection = (typeof PROTECTIONS)[number];
