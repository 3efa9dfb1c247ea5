import { branchName } from '../../core/branch-name.ts';
import type { ItemId } from '../../core/item-id.ts';
import { type HeldBranch, heldBranch } from '../../core/ledger/held-branch.ts';
import { itemKey, itemSubject, pullRequestSubject, type Subject } from '../../core/ledger/subject.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { findOpenPullRequest, listPullRequests, type PullRequest } from '../../github/pull-requests.ts';
import { isOff } from '../demonstration.ts';
import type { Project } from '../open-project.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ItemBranch extends HeldBranch {
  /** The open pull request from it, if there is one. */
  readonly pullRequest: PullRequest | undefined;
}

interface BranchOptions {
  readonly project: Project;
  readonly item: ItemId;
  readonly base: string;
  readonly surroundings: Surroundings;
}

/** Interlock 4: the one branch of the item, and the one pull request that may be open from it. */
export async function findItemBranch(warrant: Warrant, options: BranchOptions): Promise<ItemBranch> {
  const { project, item, base, surroundings } = options;
  const key = project.config.project;
  if (
    typeof INTERLOCK_DEMONSTRATION !== 'undefined' &&
    INTERLOCK_DEMONSTRATION &&
    isOff('one-pull-request', surroundings.env)
  ) {
    const suffix = `-${surroundings.runId}`;
    return { ...heldBranch(warrant, { project: key, item, suffix }), pullRequest: undefined };
  }
  const branch = heldBranch(warrant, { project: key, item });
  const pullRequest = await findOpenPullRequest(project.github, item, { branch: branch.name, base });
  return { ...branch, pullRequest };
}

/**
 * What a run that writes to the item's branch has to claim: the item, and the pull requests that its push would change,
 * whatever they are to be merged into. Read before the claim, it may have changed by the time of it; the item decides, for
 * whoever works on a pull request of an item's branch holds the item too.
 */
export async function subjectsOfItem(
  { config, github }: Pick<Project, 'config' | 'github'>,
  item: ItemId,
): Promise<readonly Subject[]> {
  const branch = branchName(config.project, item);
  const open = await listPullRequests(github, item, { branch, state: 'open' });
  const { owner, repository } = item;
  return [
    itemSubject(itemKey(item)),
    ...open.map(({ number }) => pullRequestSubject({ owner, repository, number })),
  ];
}
