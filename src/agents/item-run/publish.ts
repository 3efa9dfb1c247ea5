import { INTERLOCK } from '../../core/identity.ts';
import * as text from '../../core/text/left-work.ts';
import { commitMessage, pullRequestText } from '../../core/text/pull-request-text.ts';
import { branchMovedMessage, noChangesMessage, otherProjectMessage } from '../../core/text/run-message.ts';
import { createPullRequest } from '../../github/repositories/pull-requests.ts';
import { readable } from '../git/byte-path.ts';
import type { LeftWork } from '../git/engine-commits.ts';
import type { SourceRepository } from '../git/source-repository.ts';
import { type LeftOut, type TakenWork, takeWork } from '../git/take-work.ts';
import type { Untouched } from '../git/untouched.ts';
import { type Assignment, type Stopped, type Work, workFailed, workRefused } from './assignment.ts';
import { findRivalPullRequest, type ItemBranch } from './item-branch.ts';
import type { Workspace } from './workspace.ts';

interface Publication {
  readonly assignment: Assignment;
  /** Ours to write to. */
  readonly branch: ItemBranch;
  readonly base: string;
  readonly source: SourceRepository;
  readonly workspace: Workspace;
  readonly untouched: Untouched;
  /** Head of the branch when it was read; `undefined`: there was no such branch. */
  readonly expectedHead: string | undefined;
  /** Of the item. */
  readonly title: string;
  /** What the agent says of its work, made harmless; empty if it said nothing. */
  readonly summary: string;
  readonly runUrl: string;
}

/** What the engine left in the checkout becomes one commit, and the item's one pull request. */
export async function publish(publication: Publication): Promise<Work> {
  const { assignment, branch, base, source, workspace, untouched, title, summary, runUrl } = publication;
  const { item } = assignment;
  const message = commitMessage({ item, title, runUrl });
  const taken = await takeWork({
    source,
    parent: workspace.own,
    checkout: workspace.checkout,
    untouched,
    message,
    identity: INTERLOCK,
  });
  if (taken.kind !== 'commit') return stop(taken, publication);
  const pushed = await taken.repository.push(taken.commit, branch, publication.expectedHead);
  // The engine took its time, in which another project that cannot be seen from here may have come first.
  const isAlone = pushed.kind !== 'moved' && branch.pullRequest !== undefined;
  const rival = isAlone ? undefined : await findRivalPullRequest(assignment, { item, branch: branch.name });
  if (rival) return workRefused('other-project', otherProjectMessage({ item, ...rival }));
  if (pushed.kind === 'moved') return workRefused('branch-moved', branchMovedMessage(branch.name));

  const leftOut = text.leftOutNote(told(taken));
  const published = { kind: 'published', branch: branch.name, commit: taken.commit, leftOut } as const;
  if (branch.pullRequest) return { ...published, how: 'updated', pullRequest: branch.pullRequest };
  const texts = pullRequestText({ item, title, runUrl, summary, leftOut });
  const created = await createPullRequest(assignment.github, branch, { base, ...texts });
  const how = created.kind === 'created' ? 'opened' : 'updated';
  return { ...published, how, pullRequest: created.pullRequest };
}

function stop(
  taken: Exclude<TakenWork, { kind: 'commit' }>,
  publication: Publication,
): Stopped | Promise<Stopped> {
  switch (taken.kind) {
    case 'nothing':
      return workFailed(
        'no-changes',
        noChangesMessage(publication.assignment.agent.engine, publication.summary),
      );
    case 'filtered': {
      const files = taken.files.map(({ path, filter }) => ({ path: readable(path), filter }));
      return workFailed('filter-missing', text.filterMissingMessage(files));
    }
    case 'elsewhere':
      return keep(taken, publication);
  }
}

/** Whether what lies elsewhere is the work, or what was thrown away, is for a person to say; it must not be gone by then. */
async function keep(
  { kept, repository, ...leftOut }: Extract<TakenWork, { kind: 'elsewhere' }>,
  { branch, expectedHead }: Publication,
): Promise<Stopped> {
  if (kept !== undefined) {
    const pushed = await repository.push(kept, branch, expectedHead);
    if (pushed.kind === 'moved') return workRefused('branch-moved', branchMovedMessage(branch.name));
  }
  const keptOn = kept === undefined ? undefined : branch.name;
  return workFailed('work-elsewhere', text.workElsewhereMessage({ ...told(leftOut), keptOn }));
}

function told({ left, ignored, isUnreadable }: LeftOut) {
  return { places: left.map(placeOf), ignored: ignored.map(readable), isUnreadable };
}

function placeOf({ where, tip, commits }: LeftWork): text.LeftPlace {
  const name = where.kind === 'branch' ? where.name : readable(where.path);
  return { kind: where.kind, name, tip, commits };
}
