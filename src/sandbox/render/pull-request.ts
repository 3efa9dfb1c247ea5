import type { Issue, PullRequest, Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';
import { authorAssociation } from './author-association.ts';
import { renderLabel } from './label.ts';
import { renderFullRepository } from './repository.ts';
import { renderUser } from './user.ts';

export interface PullSide {
  issue: Issue;
  pull: PullRequest;
}

/** `pull-request-simple`: what lists show. */
export function renderSimplePull(
  world: World,
  repository: Repository,
  { issue, pull }: PullSide,
): Record<string, unknown> {
  const repositoryUrl = `${world.apiUrl}/repos/${repository.fullName}`;
  const url = `${repositoryUrl}/pulls/${issue.number}`;
  const issueUrl = `${repositoryUrl}/issues/${issue.number}`;
  const html = `${world.url}/${repository.fullName}/pull/${issue.number}`;
  const links = {
    self: url,
    html,
    issue: issueUrl,
    comments: `${issueUrl}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl}/statuses/${pull.headSha}`,
  };
  const users = (list: readonly User[]): Record<string, unknown>[] =>
    list.map((user) => renderUser(world, user));
  return {
    id: pull.id,
    node_id: pull.nodeId,
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: issue.number,
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: null,
    title: issue.title,
    user: renderUser(world, issue.author),
    body: issue.body,
    labels: issue.labels.map((label) => renderLabel(world, repository, label)),
    milestone: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    assignee: users(issue.assignees)[0] ?? null,
    assignees: users(issue.assignees),
    requested_reviewers: users(pull.requestedReviewers),
    requested_teams: [],
    head: renderBranch(world, pull.headRepository ?? repository, pull.headRef, pull.headSha),
    base: renderBranch(world, repository, pull.baseRef, pull.baseSha),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: authorAssociation(repository, issue.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** `pull-request`: with what git knows about it. */
export async function renderPull(
  world: World,
  repository: Repository,
  side: PullSide,
): Promise<Record<string, unknown>> {
  const { issue, pull } = side;
  const { git } = repository;
  const [commits, files, isMergeable] = await Promise.all([
    git.commits(pull.baseSha, pull.headSha),
    git.changedFiles(pull.baseSha, pull.headSha),
    issue.state === 'open' ? git.canMerge(pull.baseSha, pull.headSha) : undefined,
  ]);
  return {
    ...renderSimplePull(world, repository, side),
    merged: pull.mergedAt !== null,
    mergeable: isMergeable ?? null,
    rebaseable: isMergeable ?? null,
    mergeable_state: isMergeable === undefined ? 'unknown' : isMergeable ? 'clean' : 'dirty',
    merged_by: pull.mergedBy ? renderUser(world, pull.mergedBy) : null,
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

function renderBranch(
  world: World,
  repository: Repository,
  ref: string,
  sha: string,
): Record<string, unknown> {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: renderUser(world, repository.owner),
    repo: renderFullRepository(world, repository),
  };
}
