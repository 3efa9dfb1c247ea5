import { announce } from '../events/announce.ts';
import { renderComment } from '../render/comment.ts';
import { renderIssue } from '../render/issue.ts';
import type { Comment, Issue } from '../state/repository.ts';
import type { Change } from './change.ts';

export function addComment(change: Change, issue: Issue, body: string): Comment {
  const { world, by } = change;
  const id = world.ids.next('comment');
  const now = world.clock.tick();
  const comment: Comment = {
    id,
    nodeId: world.ids.nodeId('comment', id),
    author: by.user,
    body,
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  announceComment(change, issue, comment, 'created');
  return comment;
}

export function editComment(change: Change, issue: Issue, comment: Comment, body: string): void {
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = change.world.clock.tick();
  announceComment(change, issue, comment, 'edited', { changes });
}

export function deleteComment(change: Change, issue: Issue, comment: Comment): void {
  issue.comments = issue.comments.filter((other) => other !== comment);
  issue.updatedAt = change.world.clock.tick();
  announceComment(change, issue, comment, 'deleted');
}

function announceComment(
  { world, repository, by }: Change,
  issue: Issue,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
  more: Record<string, unknown> = {},
): void {
  const payload = {
    issue: renderIssue(world, repository, issue),
    comment: renderComment(world, repository, issue, comment),
    ...more,
  };
  announce(world, { name: 'issue_comment', action, repository, by, payload });
}
