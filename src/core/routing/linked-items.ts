import { isItemBranch, itemOfBranch } from '../branch-name.ts';
import type { Config } from '../config/config.ts';
import { type ItemId, isSameRepository, type RepositoryName } from '../item-id.ts';
import { closingReferences } from './closing-references.ts';
import type { PullRequestMerged } from './event.ts';

/**
 * The items that a merge moves: that of the branch if the pull request is ours, those that it closes if it is anybody
 * else's.
 *
 * Only people with write access can merge, so the merge can be trusted. What the pull request says is its author's: a
 * fork may name its branch as it likes, and links nothing by that. Closing keywords are followed because GitHub itself
 * closes by them; but who wrote the text of a fork or of a bot (which may quote anybody) has no say in another
 * repository, where the person who merged need not have any either.
 */
export function linkedItems(event: PullRequestMerged, config: Config): readonly ItemId[] {
  const ours = event.fromFork ? undefined : itemOfBranch(event.branch, config.project, config.repositories);
  if (ours) return [ours];
  return closedItems(event).filter((item) => isPartOfProject(item, config));
}

/** Whether the merge can be linked to an item of any project at all. */
export function mayBeLinked(event: PullRequestMerged): boolean {
  return (!event.fromFork && isItemBranch(event.branch)) || closedItems(event).length > 0;
}

/** Completes "#6 ...". */
export function whyNotLinked({ fromFork, byBot, branch }: PullRequestMerged): string {
  if (fromFork && isItemBranch(branch)) {
    return 'is from a fork, where the name of a branch links nothing, and closes no item';
  }
  if (fromFork) return 'is from a fork and closes no item of its repository';
  return byBot ? 'is by a bot and closes no item of its repository' : 'is not linked to an item';
}

export function isPartOfProject(repository: RepositoryName, config: Config): boolean {
  return config.repositories.some((one) => isSameRepository(one, repository));
}

function closedItems(event: PullRequestMerged): readonly ItemId[] {
  const { repository, fromFork, byBot } = event;
  const closed = closingReferences(event);
  return fromFork || byBot ? closed.filter((item) => isSameRepository(item, repository)) : closed;
}
