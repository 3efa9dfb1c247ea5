import type { Config } from '../../core/config/config.ts';
import { type ItemId, isSameRepository, type RepositoryName } from '../../core/item-id.ts';
import { type HeldBranch, heldBranch } from '../../core/ledger/held-branch.ts';
import type { LiveClaim } from '../../core/ledger/protocol/claim-subjects.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { homeOfPullRequest } from '../../core/text/pull-request-text.ts';
import * as text from '../../core/text/run-message.ts';
import { readHeads } from '../../github/repositories/branch-fence.ts';
import { readItemPullRequests } from '../../github/repositories/item-pull-requests.ts';
import type { PullRequest } from '../../github/repositories/pull-requests.ts';
import { readRepository } from '../../github/repositories/repositories.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { isOff } from '../run/demonstration.ts';
import type { Project } from '../run/open-project.ts';
import type { RunSurroundings } from '../run/surroundings.ts';

export interface ItemBranch extends HeldBranch {
  /** Where work is kept that is not to be published: another branch if this one has an open pull request. */
  readonly keeps: HeldBranch;
  /** What it is to be merged into: the default branch. `undefined`: the repository is empty. */
  readonly base: string | undefined;
  /** A branch that keeps git from having this one. */
  readonly inTheWay?: string | undefined;
  /** The open pull request from it, if there is one. */
  readonly pullRequest: PullRequest | undefined;
  /** Open ones of people that would close the item. */
  readonly people: readonly PullRequest[];
  /** One that closes it was merged, and nobody has reopened the item since it was closed. */
  readonly merged: PullRequest | undefined;
  /** Whether there ever was a pull request from the branch. */
  readonly hadOwn: boolean;
  /** An open one that another project has for the item. */
  readonly rival?: RivalPullRequest;
}

export interface RivalPullRequest extends Pick<PullRequest, 'number' | 'url'> {
  /** For a sentence: "the project ...". */
  readonly whose: string;
}

interface BranchOptions {
  readonly project: Pick<Project, 'config' | 'github'>;
  readonly item: ItemId;
  readonly surroundings: RunSurroundings;
}

/**
 * Interlock 4: the one branch of the item, the one pull request that may be open from it, and that of another project.
 */
export async function findItemBranch(warrant: Warrant, options: BranchOptions): Promise<ItemBranch> {
  const { project, item, surroundings } = options;
  const branch = itemBranch(warrant, options);
  const { own, rival, ...past } = await findPullRequests(project, { item, branch: branch.name });
  const found = { ...branch, ...past, ...(rival && { rival }) };
  if (isOneOfMany(surroundings)) {
    return { ...found, keeps: branch, pullRequest: undefined, people: [], merged: undefined };
  }
  const keeps = own
    ? heldBranch(warrant, { project: project.config.project, item, suffix: UNFINISHED })
    : branch;
  return { ...found, keeps, pullRequest: own };
}

/** What is pushed to the branch of an open pull request may be merged by itself. */
const UNFINISHED = '-unfinished';

interface PullRequestQuestion {
  readonly item: ItemId;
  readonly branch: string;
}

/** The rival, as messages name it. */
export async function findRivalPullRequest(
  project: Pick<Project, 'config' | 'github'>,
  question: PullRequestQuestion,
): Promise<RivalPullRequest | undefined> {
  return (await findPullRequests(project, question)).rival;
}

async function findPullRequests(
  { config, github }: Pick<Project, 'config' | 'github'>,
  question: PullRequestQuestion,
): Promise<
  Pick<ItemBranch, 'base' | 'rival' | 'inTheWay' | 'people' | 'merged' | 'hadOwn'> & {
    readonly own: PullRequest | undefined;
  }
> {
  const { others, isReopened, merged, ...rest } = await readItemPullRequests(github, {
    ...question,
    project: config.project,
  });
  const found = { ...rest, merged: isReopened ? undefined : merged };
  const [other] = others;
  if (other) {
    return { ...found, rival: { ...other.pullRequest, whose: text.projectCalled(other.project) } };
  }
  const { own } = found;
  const home = own && (await otherHomeOf(own, config, github));
  return own && home ? { ...found, rival: { ...own, whose: text.sameKeyIn(home, config.project) } } : found;
}

/** Two home repositories with one key have one branch for an item. What opened its pull request stands in its text. */
async function otherHomeOf(
  { body }: PullRequest,
  { home }: Config,
  github: GitHub,
): Promise<RepositoryName | undefined> {
  const named = homeOfPullRequest(body);
  if (!named || isSameRepository(named, home)) return undefined;
  // A home that was renamed since is ours all the same.
  const now = (await readRepository(github, named))?.name;
  return now && isSameRepository(now, home) ? undefined : named;
}

function itemBranch(warrant: Warrant, { project, item, surroundings }: BranchOptions): HeldBranch {
  const suffix = isOneOfMany(surroundings) ? `-${surroundings.runId}` : '';
  return heldBranch(warrant, { project: project.config.project, item, suffix });
}

/** Where interlock 4 is to be shown missing. */
function isOneOfMany({ env }: RunSurroundings): boolean {
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
 * To be read before something is decided under the claim. If that then is, nobody has taken the item over by the time
 * of the reading; and a later successor moves the branch. What is read of it afterwards may stand behind a successor's
 * fence, and a push that names it would not be refused.
 */
export async function readLease(claim: LiveClaim, options: BranchOptions): Promise<Lease> {
  const { project, item } = options;
  const { head } = await readHeads(project.github, item, itemBranch(claim, options).name);
  return { head: head?.commit };
}
