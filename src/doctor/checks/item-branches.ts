import { branchName } from '../../core/branch-name.ts';
import type { Config } from '../../core/config/config.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import * as text from '../../core/text/doctor/protections.ts';
import { listBranchRules } from '../../github/branch-rules.ts';
import { type Verdict, warning } from '../finding.ts';
import { AGAINST_COMMITS, judgeRulesets } from '../rulesets-in-the-way.ts';
import type { Subject } from '../subject.ts';

/** What keeps a run from pushing an item's work: to a branch that it makes, once more, or with commits of git's own. */
const IN_THE_WAY: ReadonlySet<string> = new Set([...AGAINST_COMMITS, 'creation', 'required_signatures']);

/** The rules of the branches of items, in each repository of the project. The implementation works in vain where they refuse it. */
export async function judgeItemBranches({ github }: Subject, config: Config): Promise<readonly Verdict[]> {
  if (!config.agents.implementation) return [];
  const found: Verdict[] = [];
  for (const repository of config.repositories) found.push(...(await judgeBranch(repository)));
  return found;

  async function judgeBranch(repository: RepositoryName): Promise<readonly Verdict[]> {
    const rules = await listBranchRules(
      github,
      repository,
      branchName(config.project, { ...repository, number: 1 }),
    );
    const pattern = `interlock/${config.project}/*`;
    const fullName = `${repository.owner}/${repository.repository}`;
    const where = { doing: text.pushingItems(pattern, fullName), pattern };
    const blocked = await judgeRulesets(github, { repository, rules, types: IN_THE_WAY, where });
    const isForceBlocked = rules.some(({ type }) => type === 'non_fast_forward');
    return isForceBlocked && blocked.length === 0 ? [warning(text.itemsNotAnew(pattern, fullName))] : blocked;
  }
}
