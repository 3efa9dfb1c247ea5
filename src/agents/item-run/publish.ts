import { leftOutNote } from '../../core/text/left-work.ts';
import { pullRequestText } from '../../core/text/pull-request-text.ts';
import { branchMovedMessage, otherProjectMessage } from '../../core/text/run-message.ts';
import { createPullRequest } from '../../github/repositories/pull-requests.ts';
import type { TakenWork } from '../git/take-work.ts';
import { type Work, workRefused } from './assignment.ts';
import { describeTaken } from './describe-taken.ts';
import { findRivalPullRequest } from './item-branch.ts';
import type { Publication } from './publication.ts';

/** What an agent says of its work. Texts are harmless. */
export interface AgentWords {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  /** Left out if it did not say that its work is done. */
  readonly done?: { readonly unmetCriteria: readonly number[] };
}

/** A commit of what the engine left becomes the item's one pull request. */
export async function publish(
  taken: Extract<TakenWork, { kind: 'commit' }>,
  publication: Publication,
  { title: agentTitle, summary = '' }: AgentWords,
): Promise<Work> {
  const { assignment, branch, base, title, template, runUrl } = publication;
  const { item } = assignment;
  const pushed = await taken.repository.push(taken.commit, branch, publication.expectedHead);
  // The engine took its time, in which another project that cannot be seen from here may have come first.
  const isAlone = pushed.kind !== 'moved' && branch.pullRequest !== undefined;
  const rival = isAlone ? undefined : await findRivalPullRequest(assignment, { item, branch: branch.name });
  if (rival) return workRefused('other-project', otherProjectMessage({ item, ...rival }));
  if (pushed.kind === 'moved') return workRefused('branch-moved', branchMovedMessage(branch.name));

  const leftOut = leftOutNote(describeTaken(taken));
  const published = { kind: 'published', branch: branch.name, commit: taken.commit, leftOut } as const;
  if (branch.pullRequest) return { ...published, how: 'updated', pullRequest: branch.pullRequest };
  const texts = pullRequestText({ item, title, agentTitle, runUrl, summary, leftOut, template });
  const created = await createPullRequest(assignment.github, branch, { base, ...texts });
  const how = created.kind === 'created' ? 'opened' : 'updated';
  return { ...published, how, pullRequest: created.pullRequest };
}
