import type { Rule, Ruleset, RuleType } from '../ruleset.ts';
import { ADMINISTRATORS } from './lets-past.ts';

export type RuleWithParameters = Rule | { type: Exclude<RuleType, Rule['type']> };

/** What GitHub's form has in it when the rule is ticked. */
const AS_TICKED: { readonly [Type in RuleType]: RuleWithParameters & { type: Type } } = {
  creation: { type: 'creation' },
  update: { type: 'update' },
  deletion: { type: 'deletion' },
  non_fast_forward: { type: 'non_fast_forward' },
  required_signatures: { type: 'required_signatures' },
  pull_request: { type: 'pull_request', approvals: 0 },
  required_status_checks: { type: 'required_status_checks', checks: ['build'] },
};

export function rulesOf({ rules }: Ruleset): RuleWithParameters[] {
  return rules.map((rule) => (typeof rule === 'string' ? AS_TICKED[rule] : rule));
}

/** Refuses what would be told and not enforced. */
export function checkRuleset({ name, rules, bypass = [] }: Ruleset): void {
  for (const rule of rules) {
    const type = typeof rule === 'string' ? rule : rule.type;
    if (!Object.hasOwn(AS_TICKED, type)) {
      throw new Error(`the ruleset "${name}": the sandbox does not enforce ${type}`);
    }
  }
  for (const { type, id } of bypass) {
    if (type === 'RepositoryRole' && id !== ADMINISTRATORS) {
      throw new Error(`the ruleset "${name}": the sandbox does not know the role ${id}`);
    }
  }
}
