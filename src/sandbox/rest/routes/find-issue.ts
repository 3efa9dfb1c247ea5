import type { Change } from '../../changes/change.ts';
import type { Comment, Issue, PullRequest, Repository } from '../../state/repository.ts';
import { notFound } from '../api-error.ts';
import type { RouteRequest } from '../route.ts';

export function findIssue(repository: Repository, number: number): Issue {
  const issue = repository.issues.get(number);
  if (!issue) throw notFound();
  return issue;
}

export function findPull(repository: Repository, number: number): Issue & { pull: PullRequest } {
  const issue = findIssue(repository, number);
  if (!issue.pull) throw notFound();
  return issue as Issue & { pull: PullRequest };
}

export function findComment(repository: Repository, id: number): { issue: Issue; comment: Comment } {
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return { issue, comment };
  }
  throw notFound();
}

export function asChange({ world, actor, repository }: RouteRequest & { repository: Repository }): Change {
  return { world, repository, by: actor };
}
