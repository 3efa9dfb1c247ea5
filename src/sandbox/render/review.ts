import type { Issue, Repository, Review } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { authorAssociation } from './author-association.ts';
import { renderUser } from './user.ts';

/** `pull-request-review` */
export function renderReview(
  world: World,
  repository: Repository,
  issue: Issue,
  review: Review,
): Record<string, unknown> {
  const pull = `${world.apiUrl}/repos/${repository.fullName}/pulls/${issue.number}`;
  const html = `${world.url}/${repository.fullName}/pull/${issue.number}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: renderUser(world, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: review.submittedAt,
    commit_id: review.commitId,
    author_association: authorAssociation(repository, review.author),
  };
}
