import { branchName } from '../../core/branch-name.ts';
import type { ItemId } from '../../core/item-id.ts';
import { findOpenPullRequest, type PullRequest } from '../../github/pull-requests.ts';
import { isOff } from '../demonstration.ts';
import type { Project } from '../open-project.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ItemBranch {
  readonly name: string;
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
export async function findItemBranch(options: BranchOptions): Promise<ItemBranch> {
  const { project, item, base, surroundings } = options;
  const name = branchName(project.config.project, item);
  if (
    typeof INTERLOCK_DEMONSTRATION !== 'undefined' &&
    INTERLOCK_DEMONSTRATION &&
    isOff('one-pull-request', surroundings.env)
  ) {
    return { name: `${name}-${surroundings.runId}`, pullRequest: undefined };
  }
  return { name, pullRequest: await findOpenPullRequest(project.github, item, { branch: name, base }) };
}
