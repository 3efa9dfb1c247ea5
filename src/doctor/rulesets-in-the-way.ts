import type { RepositoryName } from '../core/item-id.ts';
import type { InTheWay } from '../core/text/doctor/rulesets.ts';
import * as text from '../core/text/doctor/rulesets.ts';
import { type BranchRule, readRuleset } from '../github/repositories/branch-rules.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type CheckVerdict, error, unknown, warning } from './finding.ts';

/** Rules that keep a commit from being made on a branch as it is made there: by itself, and not by way of a pull request. */
export const AGAINST_COMMITS = [
  'update',
  'pull_request',
  'merge_queue',
  'required_status_checks',
  'required_deployments',
  'workflows',
  'code_scanning',
  'code_quality',
] as const;

interface Obstacle {
  readonly repository: RepositoryName;
  /** All that apply to the branch; with what a rule asks for, where its type does not say it. */
  readonly rules: readonly (BranchRule & { readonly detail?: string })[];
  /** Of these rules. */
  readonly types: ReadonlySet<string>;
  /** What the branch is, and what cannot be done there. */
  readonly where: Omit<InTheWay, 'ruleset' | 'rules'>;
}

/** One verdict for each ruleset that has such rules, by whom it lets past. */
export async function judgeRulesets(
  github: GitHub,
  { repository, rules, types, where }: Obstacle,
): Promise<readonly CheckVerdict[]> {
  const blocking = rules.filter(({ type }) => types.has(type));
  const found: CheckVerdict[] = [];
  for (const id of new Set(blocking.map(({ ruleset }) => ruleset))) {
    const { name, letsAppsPast } = await readRuleset(github, repository, id);
    const inTheWay = {
      ...where,
      ruleset: name,
      rules: blocking.filter(({ ruleset }) => ruleset === id).map(({ type, detail }) => detail ?? type),
    };
    if (letsAppsPast === undefined) found.push(unknown(text.maybeBlocked(inTheWay)));
    else found.push(letsAppsPast ? warning(text.openToAnApp(inTheWay)) : error(text.blocked(inTheWay)));
  }
  return found;
}
