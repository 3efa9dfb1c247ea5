import { INTERLOCK } from '../../core/identity.ts';
import { commitMessage, pullRequestText } from '../../core/text/pull-request-text.ts';
import { branchMovedMessage, noChangesMessage, otherProjectMessage } from '../../core/text/run-message.ts';
import { createPullRequest } from '../../github/pull-requests.ts';
import type { WorkingRepository } from '../git/working-repository.ts';
import { findRivalPullRequest, type ItemBranch } from './item-branch.ts';
import { type Assignment, failed, refused, type Work } from './work.ts';

interface Publication {
  readonly assignment: Assignment;
  /** Ours to write to. */
  readonly branch: ItemBranch;
  readonly base: string;
  readonly repository: WorkingRepository;
  readonly checkout: string;
  readonly start: string;
  /** Head of the branch when it was read; `undefined`: there was no such branch. */
  readonly expectedHead: string | undefined;
  /** Of the item. */
  readonly title: string;
  readonly runUrl: string;
}

/** What the engine left in the checkout becomes one commit, and the item's one pull request. */
export async function publish(publication: Publication): Promise<Work> {
  const { assignment, branch, base, repository, checkout, start, expectedHead, title, runUrl } = publication;
  const { item } = assignment;
  const message = commitMessage({ item, title, runUrl });
  const commit = await repository.commit(checkout, { start, message, identity: INTERLOCK });
  if (commit === undefined) return failed('no-changes', noChangesMessage());
  const pushed = await repository.push(commit, branch, expectedHead);
  // The engine took its time, in which another project that cannot be seen from here may have come first.
  const isAlone = pushed.kind !== 'moved' && branch.pullRequest !== undefined;
  const rival = isAlone ? undefined : await findRivalPullRequest(assignment, { item, branch: branch.name });
  if (rival) return refused('other-project', otherProjectMessage({ item, ...rival }));
  if (pushed.kind === 'moved') return refused('branch-moved', branchMovedMessage(branch.name));

  const published = { kind: 'published', branch: branch.name, commit } as const;
  if (branch.pullRequest) return { ...published, how: 'updated', pullRequest: branch.pullRequest };
  const texts = pullRequestText({ item, title, runUrl });
  const created = await createPullRequest(assignment.github, branch, { base, ...texts });
  const how = created.kind === 'created' ? 'opened' : 'updated';
  return { ...published, how, pullRequest: created.pullRequest };
}
