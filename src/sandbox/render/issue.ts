import type { Issue, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { authorAssociation } from './author-association.ts';
import { renderLabel } from './label.ts';
import { noReactions } from './reactions.ts';
import { renderUser } from './user.ts';

/** `issue`, also for the issue side of a pull request. */
export function renderIssue(world: World, repository: Repository, issue: Issue): Record<string, unknown> {
  const repositoryUrl = `${world.apiUrl}/repos/${repository.fullName}`;
  const url = `${repositoryUrl}/issues/${issue.number}`;
  const assignees = issue.assignees.map((user) => renderUser(world, user));
  return {
    id: issue.id,
    node_id: issue.nodeId,
    url,
    repository_url: repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: `${world.url}/${repository.fullName}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`,
    number: issue.number,
    title: issue.title,
    user: renderUser(world, issue.author),
    labels: issue.labels.map((label) => renderLabel(world, repository, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy ? renderUser(world, issue.closedBy) : null,
    author_association: authorAssociation(repository, issue.author),
    body: issue.body,
    reactions: noReactions(url),
    performed_via_github_app: null,
    ...(issue.pull ? pullFields(world, repository, issue) : issueFields(world, repository, issue)),
  };
}

function pullFields(world: World, repository: Repository, { number, pull }: Issue): Record<string, unknown> {
  const html = `${world.url}/${repository.fullName}/pull/${number}`;
  return {
    draft: pull?.draft ?? false,
    pull_request: {
      url: `${world.apiUrl}/repos/${repository.fullName}/pulls/${number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull?.mergedAt ?? null,
    },
  };
}

function issueFields(world: World, repository: Repository, issue: Issue): Record<string, unknown> {
  const isOpen = ({ repositoryId, number }: Issue['blockedBy'][number]): boolean =>
    world.repositoryById(repositoryId)?.issues.get(number)?.state === 'open';
  const blocking = world.dependencies.originsOf({ repository, issue });
  const done = issue.subIssues.filter((reference) => !isOpen(reference)).length;
  const total = issue.subIssues.length;
  return {
    sub_issues_summary: {
      total,
      completed: done,
      percent_completed: total === 0 ? 0 : Math.floor((100 * done) / total),
    },
    // `blocked_by` and `blocking` count what is open, the totals everything.
    issue_dependencies_summary: {
      blocked_by: issue.blockedBy.filter(isOpen).length,
      total_blocked_by: issue.blockedBy.length,
      blocking: blocking.filter((blocked) => blocked.issue.state === 'open').length,
      total_blocking: blocking.length,
    },
  };
}
