import type { Issue, PullRequest, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { announceIssue } from './announce-issue.ts';
import type { Change } from './change.ts';
import { closingReferences } from './closing-references.ts';
import { addIssue, closeIssue, type IssueFields } from './issue.ts';
import { record } from './record.ts';
import { refsChanged } from './refs.ts';
import { signatureOf } from './signature.ts';

export interface PullFields extends IssueFields {
  headRef: string;
  headRepository?: Repository;
  baseRef: string;
  headSha: string;
  baseSha: string;
  draft?: boolean;
}

/** Without an event. */
export function addPull(
  world: World,
  repository: Repository,
  fields: PullFields,
): Issue & { pull: PullRequest } {
  const id = world.ids.next('pull');
  const pull: PullRequest = {
    id,
    nodeId: world.ids.nodeId('pull', id),
    headRef: fields.headRef,
    headRepository: fields.headRepository,
    baseRef: fields.baseRef,
    headSha: fields.headSha,
    baseSha: fields.baseSha,
    draft: fields.draft ?? false,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    maintainerCanModify: false,
    reviews: [],
    requestedReviewers: [],
  };
  return Object.assign(addIssue(world, repository, { ...fields, pull }), { pull });
}

export async function openPull(change: Change, fields: Omit<PullFields, 'author'>): Promise<Issue> {
  const issue = addPull(change.world, change.repository, { ...fields, author: change.by.user });
  await announceIssue(change, issue, 'opened');
  return issue;
}

export interface MergeOptions {
  method: 'merge' | 'squash';
  title?: string | undefined;
  message?: string | undefined;
}

/** Merges, closes, and closes what the body says it closes. Undefined when the branches conflict. */
export async function mergePull(
  change: Change,
  issue: Issue & { pull: PullRequest },
  { method, title, message }: MergeOptions,
): Promise<string | undefined> {
  const { world, repository, by } = change;
  const { pull } = issue;
  const defaultTitle =
    method === 'squash'
      ? `${issue.title} (#${issue.number})`
      : `Merge pull request #${issue.number} from ${(pull.headRepository ?? repository).owner.login}/${pull.headRef}`;
  world.clock.tick();
  const before = pull.baseSha;
  const oid = await repository.git.merge({
    base: pull.baseRef,
    head: pull.headSha,
    method,
    message: `${title ?? defaultTitle}\n\n${message ?? issue.title}`,
    author: signatureOf(world, by.user),
  });
  if (oid === undefined) return undefined;
  repository.signed.add(oid);
  repository.issues.setState(issue, 'closed');
  record(world, issue, { event: 'merged', actor: by.user });
  record(world, issue, { event: 'closed', actor: by.user });
  Object.assign(pull, { mergedAt: issue.updatedAt, mergedBy: by.user, mergeCommitSha: oid });
  Object.assign(issue, { closedAt: issue.updatedAt, closedBy: by.user });
  await announceIssue(change, issue, 'closed');
  await refsChanged(change, [{ ref: `refs/heads/${pull.baseRef}`, before, after: oid }]);
  if (pull.baseRef === repository.defaultBranch) await closeReferenced(change, issue);
  return oid;
}

/** Closing keywords work for merges into the default branch only. */
async function closeReferenced(change: Change, { title, body }: Issue): Promise<void> {
  const { world, repository } = change;
  for (const { fullName, number } of closingReferences(`${title}\n${body ?? ''}`, repository.fullName)) {
    const home = world.repository(fullName);
    const issue = home?.issues.get(number);
    if (home && issue && !issue.pull) await closeIssue({ ...change, repository: home }, issue);
  }
}
