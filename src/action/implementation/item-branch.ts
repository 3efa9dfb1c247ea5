import type { ItemId } from '../../core/item-id.ts';
import { type HeldBranch, heldBranch } from '../../core/ledger/held-branch.ts';
import type { LiveClaim } from '../../core/ledger/protocol/live-claim.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { readHeads } from '../../github/branch-fence.ts';
import { findOpenPullRequest, type PullRequest } from '../../github/pull-requests.ts';
import { isOff } from '../demonstration.ts';
import type { Project } from '../open-project.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ItemBranch extends HeldBranch {
  /** The open pull request from it, if there is one. */
  readonly pullRequest: PullRequest | undefined;
}

interface BranchOptions {
  readonly project: Pick<Project, 'config' | 'github'>;
  readonly item: ItemId;
  readonly surroundings: Surroundings;
}

/** Interlock 4: the one branch of the item, and the one pull request that may be open from it. */
export async function findItemBranch(
  warrant: Warrant,
  { base, ...options }: BranchOptions & { readonly base: string },
): Promise<ItemBranch> {
  const { project, item, surroundings } = options;
  const branch = itemBranch(warrant, options);
  if (isOneOfMany(surroundings)) return { ...branch, pullRequest: undefined };
  const pullRequest = await findOpenPullRequest(project.github, item, { branch: branch.name, base });
  return { ...branch, pullRequest };
}

function itemBranch(warrant: Warrant, { project, item, surroundings }: BranchOptions): HeldBranch {
  const suffix = isOneOfMany(surroundings) ? `-${surroundings.runId}` : '';
  return heldBranch(warrant, { project: project.config.project, item, suffix });
}

/** Where interlock 4 is to be shown missing. */
function isOneOfMany({ env }: Surroundings): boolean {
  return (
    typeof INTERLOCK_DEMONSTRATION !== 'undefined' &&
    INTERLOCK_DEMONSTRATION &&
    isOff('one-pull-request', env)
  );
}

/** Where the item's branch stands while the run is known to hold the item. */
export interface Lease {
  /** `undefined`: there is no branch. */
  readonly head: string | undefined;
}

/**
 * To be read before something is decided under the claim. If that then is, nobody has taken the item over by the time of
 * the reading; and whoever does so later moves the branch. What is read of it afterwards may stand behind a successor's
 * fence, and a push that names it would not be refused.
 */
export async function readLease(claim: LiveClaim, options: BranchOptions): Promise<Lease> {
  const { project, item } = options;
  const { head } = await readHeads(project.github, item, itemBranch(claim, options).name);
  return { head: head?.commit };
}
