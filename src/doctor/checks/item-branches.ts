import { pullRequestAgents } from '../../core/agents/project-agents.ts';
import { branchName } from '../../core/branch-name.ts';
import type { Config } from '../../core/config/config.ts';
import { INTERLOCK } from '../../core/identity.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import * as text from '../../core/text/doctor/protections.ts';
import { filesMaybeRefused, maybeRefused } from '../../core/text/doctor/rulesets.ts';
import { commitMessage } from '../../core/text/pull-request-text.ts';
import { FENCE_MESSAGE } from '../../github/repositories/branch-fence.ts';
import { listBranchRules, listPushRulesets } from '../../github/repositories/branch-rules.ts';
import type { DoctorSubject } from '../doctor-subject.ts';
import { type CheckVerdict, warning } from '../finding.ts';
import { type ExpectedPush, judgePushes } from '../pattern-rules.ts';
import { AGAINST_COMMITS, judgeRulesets } from '../rulesets-in-the-way.ts';

/** What keeps a run from pushing an item's work: to a branch that it makes, once more, or with commits of git's own. */
const IN_THE_WAY: ReadonlySet<string> = new Set([...AGAINST_COMMITS, 'creation', 'required_signatures']);

/** Of an item; it follows no convention. */
const TITLE = 'Sort by date';

/**
 * The rules of the branches of items, in each repository of the project. Where they refuse the push, the
 * agent's work is lost.
 */
export async function judgeItemBranches(
  { github }: DoctorSubject,
  config: Config,
): Promise<readonly CheckVerdict[]> {
  if (pullRequestAgents(config.agents).length === 0) return [];
  const found: CheckVerdict[] = [];
  for (const repository of config.repositories) found.push(...(await judgeBranch(repository)));
  return found;

  async function judgeBranch(repository: RepositoryName): Promise<readonly CheckVerdict[]> {
    const rules = await listBranchRules(
      github,
      repository,
      branchName(config.project, { ...repository, number: 1 }),
    );
    const pattern = `interlock/${config.project}/*`;
    const fullName = `${repository.owner}/${repository.repository}`;
    const where = { doing: text.pushingItems(pattern, fullName), pattern };
    const { blocking, open } = judgePushes(rules, IN_THE_WAY, pushedTo(repository));
    const types = new Set(blocking.map(({ type }) => type));
    const blocked = await judgeRulesets(github, { repository, rules: blocking, types, where });
    const pushes = await listPushRulesets(github, repository);
    const isForceBlocked = rules.some(({ type }) => type === 'non_fast_forward');
    return [
      ...blocked,
      ...(open.length > 0 ? [warning(maybeRefused(where.doing, pattern, open))] : []),
      ...(pushes.length > 0 ? [warning(filesMaybeRefused(fullName, pushes))] : []),
      ...(isForceBlocked && blocked.length === 0 ? [warning(text.itemsNotAnew(pattern, fullName))] : []),
    ];
  }

  function pushedTo(repository: RepositoryName): ExpectedPush {
    const item = { ...repository, number: 1 };
    const home = `${config.home.owner}/${config.home.repository}`;
    return {
      branch: branchName(config.project, item),
      messageOfItem: commitMessage({
        item,
        title: TITLE,
        runUrl: `https://github.com/${home}/actions/runs/1`,
      }),
      fixedMessages: config.ledger === 'on' ? [FENCE_MESSAGE] : [],
      email: INTERLOCK.email,
    };
  }
}
