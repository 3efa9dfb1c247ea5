/** A ruleset for branches, as an administrator makes it in Settings, Rules, Rulesets. */
export interface Ruleset {
  name: string;
  /** Default `active`. With the others it is listed, and keeps nobody from anything. */
  enforcement?: 'active' | 'evaluate' | 'disabled';
  /** Names of branches as patterns (`release/*`), or `~ALL`, or `~DEFAULT_BRANCH`. */
  branches: string[];
  /** Patterns of those that it leaves out all the same. */
  exclude?: string[];
  rules: (RuleType | Rule)[];
  bypass?: BypassActor[];
}

export type RuleType =
  | 'creation'
  | 'update'
  | 'deletion'
  | 'non_fast_forward'
  | 'required_signatures'
  | 'pull_request'
  | 'required_status_checks';

/** A rule with parameters of its own; those of a rule that is given by its name alone are in `rules/parameters.ts`. */
export type Rule =
  | { type: 'pull_request'; approvals: number }
  | { type: 'required_status_checks'; checks: string[]; exemptsCreation?: boolean };

export interface BypassActor {
  /** Of an App, or of what administrators are: `RepositoryRole` 5, or `OrganizationAdmin`. */
  type: 'Integration' | 'RepositoryRole' | 'OrganizationAdmin';
  id: number;
  /** `pull_request`: only where a pull request is merged. Default `always`. */
  mode?: 'always' | 'pull_request';
}
