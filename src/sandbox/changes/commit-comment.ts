import type { Comment } from '../state/repository.ts';
import type { Change } from './change.ts';

/** No webhook tells of it here. */
export function addCommitComment({ world, repository, by }: Change, oid: string, body: string): Comment {
  const id = world.ids.next('commitComment');
  const now = world.clock.tick();
  const comment: Comment = {
    id,
    nodeId: world.ids.nodeId('commitComment', id),
    author: by.user,
    body,
    createdAt: now,
    updatedAt: now,
  };
  repository.commitComments.set(oid, [...(repository.commitComments.get(oid) ?? []), comment]);
  world.changed();
  return comment;
}
