import type { CommitRecord } from '../../git/history.ts';
import { authorAssociation } from '../../render/author-association.ts';
import type { Review } from '../../state/repository.ts';
import type { User } from '../../state/user.ts';
import { canRead, OF_ISSUES } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Fields } from '../context.ts';
import { closedIssues } from '../references.ts';
import {
  accountSource,
  type CommitSource,
  issueSource,
  type PullSource,
  type ReviewSource,
  repositorySource,
} from '../source.ts';
import { absent } from './absent.ts';
import { commitSource, findRef } from './git-objects.ts';
import { issueOrPullFields } from './issues.ts';

interface ReviewArgs extends PageArgs {
  author?: string | null;
  states?: Review['state'][] | null;
}

export const pullRequestFields: Fields<PullSource> = {
  ...issueOrPullFields,
  isDraft: ({ pull }) => pull.draft,
  autoMergeRequest: () => null,
  merged: ({ pull }) => pull.mergedAt !== null,
  mergedAt: ({ pull }) => pull.mergedAt,
  mergedBy: ({ pull }) => (pull.mergedBy ? accountSource(pull.mergedBy) : null),
  mergeCommit: ({ repository, pull }) =>
    pull.mergeCommitSha === null ? null : commitSource(repository, pull.mergeCommitSha),
  mergeable: async ({ repository, issue, pull }) => {
    if (issue.state === 'closed') return 'UNKNOWN';
    return (await repository.git.canMerge(pull.baseSha, pull.headSha)) ? 'MERGEABLE' : 'CONFLICTING';
  },
  mergeStateStatus: async ({ repository, issue, pull }) => {
    if (issue.state === 'closed') return 'UNKNOWN';
    if (pull.draft) return 'DRAFT';
    return (await repository.git.canMerge(pull.baseSha, pull.headSha)) ? 'CLEAN' : 'DIRTY';
  },
  maintainerCanModify: ({ pull }) => pull.maintainerCanModify,
  isCrossRepository: ({ pull }) => pull.headRepository !== undefined,
  headRefName: ({ pull }) => pull.headRef,
  headRefOid: ({ pull }) => pull.headSha,
  headRef: ({ repository, pull }) =>
    pull.headRepository ? null : findRef(repository, `refs/heads/${pull.headRef}`),
  headRepository: ({ repository, pull }) => repositorySource(pull.headRepository ?? repository),
  headRepositoryOwner: ({ repository, pull }) => accountSource((pull.headRepository ?? repository).owner),
  baseRefName: ({ pull }) => pull.baseRef,
  baseRefOid: ({ pull }) => pull.baseSha,
  baseRef: ({ repository, pull }) => findRef(repository, `refs/heads/${pull.baseRef}`),
  baseRepository: ({ repository }) => repositorySource(repository),
  additions: async (source) => (await changedFiles(source)).reduce((sum, file) => sum + file.additions, 0),
  deletions: async (source) => (await changedFiles(source)).reduce((sum, file) => sum + file.deletions, 0),
  changedFiles: async (source) => (await changedFiles(source)).length,
  commits: async ({ repository, issue, pull }, args: PageArgs, _, info) => {
    const items = await repository.git.commits(pull.baseSha, pull.headSha);
    const toNode = (commit: CommitRecord): Record<string, unknown> => ({
      id: `PURC_${commit.oid}`,
      commit: { __typename: 'Commit', repository, commit } satisfies CommitSource,
      pullRequest: issueSource(repository, issue),
    });
    return connection({ items, toNode }, args, info);
  },
  closingIssuesReferences: ({ repository, issue }, args: PageArgs, context, info) => {
    const items = closedIssues(context.world, repository, issue).filter((closed) =>
      canRead(context, closed.repository, OF_ISSUES),
    );
    return connection(
      { items, toNode: (closed) => issueSource(closed.repository, closed.issue) },
      args,
      info,
    );
  },
  reviewRequests: ({ pull }, args: PageArgs, _, info) => {
    const toNode = (user: User): unknown => ({ id: `RR_${user.id}`, requestedReviewer: accountSource(user) });
    return connection({ items: pull.requestedReviewers, toNode }, args, info);
  },
  reviews: ({ repository, issue, pull }, args: ReviewArgs, _, info) => {
    const items = pull.reviews
      .filter(({ state }) => !args.states || args.states.includes(state))
      .filter(({ author }) => !args.author || author.login.toLowerCase() === args.author.toLowerCase());
    const toNode = (review: Review): ReviewSource => ({
      __typename: 'PullRequestReview',
      repository,
      issue,
      pull,
      review,
    });
    return connection({ items, toNode }, args, info);
  },
  // What each reviewer said last; without protected branches nothing is required.
  reviewDecision: ({ pull }) => {
    const opinions = new Map<number, string>();
    for (const { author, state } of pull.reviews) if (state !== 'COMMENTED') opinions.set(author.id, state);
    const states = new Set(opinions.values());
    return ['CHANGES_REQUESTED', 'APPROVED'].find((state) => states.has(state)) ?? null;
  },
};

export const reviewFields: Fields<ReviewSource> = {
  ...absent.ofComments,
  id: ({ review }) => review.nodeId,
  databaseId: ({ review }) => review.id,
  fullDatabaseId: ({ review }) => String(review.id),
  author: ({ review }) => accountSource(review.author),
  authorAssociation: ({ repository, review }) => authorAssociation(repository, review.author),
  viewerDidAuthor: ({ review }, _, { actor }) => review.author === actor.user,
  body: ({ review }) => review.body,
  state: ({ review }) => review.state,
  commit: ({ repository, review }) => commitSource(repository, review.commitId),
  createdAt: ({ review }) => review.submittedAt,
  submittedAt: ({ review }) => review.submittedAt,
  updatedAt: ({ review }) => review.submittedAt,
  pullRequest: ({ repository, issue }) => issueSource(repository, issue),
  repository: ({ repository }) => repositorySource(repository),
};

function changedFiles({
  repository,
  pull,
}: PullSource): ReturnType<PullSource['repository']['git']['changedFiles']> {
  return repository.git.changedFiles(pull.baseSha, pull.headSha);
}
