import type { ItemId } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { type Comment, createComment, listComments, updateComment } from './comments.ts';
import { writeOrFind } from './exchange.ts';
import { isMarkedWith, withMarker } from './marker.ts';

interface MarkedComment {
  /** Tells the comment from all others, for example `selected 412`; hidden in the comment's last line. */
  readonly marker: string;
  readonly body: string;
}

export interface EnsuredComment {
  readonly kind: 'created' | 'updated' | 'unchanged';
  readonly comment: Comment;
}

/**
 * Sees to it that the item has one comment with this marker, and that it says this. A run that is repeated, or whose
 * first attempt was answered with an error after the effect, finds its own comment and adds no second.
 */
export async function ensureComment(
  github: GitHub,
  id: ItemId,
  { marker, body }: MarkedComment,
): Promise<EnsuredComment> {
  const revised = await reviseComment(github, id, { marker, body });
  if (revised) return revised;
  return { kind: 'created', comment: await addComment(github, id, { marker, body }) };
}

/** Comments where there is none with this marker yet. */
export function addComment(github: GitHub, id: ItemId, { marker, body }: MarkedComment): Promise<Comment> {
  return writeOrFind(
    () => createComment(github, id, withMarker(marker, body)),
    () => findMarked(github, id, marker),
  );
}

/** Makes the comment with this marker say this, and writes none if there is none: `undefined`. */
export async function reviseComment(
  github: GitHub,
  id: ItemId,
  { marker, body }: MarkedComment,
): Promise<EnsuredComment | undefined> {
  const text = withMarker(marker, body);
  const existing = await findMarked(github, id, marker);
  if (!existing) return undefined;
  if (existing.body === text) return { kind: 'unchanged', comment: existing };
  const comment = await updateComment(github, id, { comment: existing.id, body: text });
  return { kind: 'updated', comment };
}

async function findMarked(github: GitHub, id: ItemId, marker: string): Promise<Comment | undefined> {
  const comments = await listComments(github, id);
  return comments.find(({ body }) => isMarkedWith(marker, body));
}
