import type { Comment, Issue, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { authorAssociation } from './author-association.ts';
import { noReactions } from './reactions.ts';
import { renderUser } from './user.ts';

/** `issue-comment` */
export function renderComment(
  world: World,
  repository: Repository,
  issue: Issue,
  comment: Comment,
): Record<string, unknown> {
  const repositoryUrl = `${world.apiUrl}/repos/${repository.fullName}`;
  const url = `${repositoryUrl}/issues/comments/${comment.id}`;
  const page = `${world.url}/${repository.fullName}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl}/issues/${issue.number}`,
    user: renderUser(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(repository, comment.author),
    reactions: noReactions(url),
    performed_via_github_app: null,
  };
}
