import type { Comment, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { authorAssociation } from './author-association.ts';
import { noReactions } from './reactions.ts';
import { renderUser } from './user.ts';

/** `commit-comment` */
export function renderCommitComment(
  world: World,
  repository: Repository,
  oid: string,
  comment: Comment,
): Record<string, unknown> {
  const url = `${world.apiUrl}/repos/${repository.fullName}/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${world.url}/${repository.fullName}/commit/${oid}#commitcomment-${comment.id}`,
    body: comment.body,
    path: null,
    position: null,
    line: null,
    commit_id: oid,
    user: renderUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(repository, comment.author),
    reactions: noReactions(url),
  };
}
