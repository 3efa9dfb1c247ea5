import type { ItemId } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { type Comment, createComment, listComments, updateComment } from './comments.ts';
import { GitHubError } from './github-error.ts';

export interface EnsuredComment {
  readonly kind: 'created' | 'updated' | 'unchanged';
  readonly comment: Comment;
}

/**
 * Sees to it that the item has one comment with this marker, and that it says this. A run that is repeated, or whose
 * first attempt was answered with an error after the effect, finds its own comment and adds no second.
 *
 * @param marker tells the comment from all others, for example `selected 412`; hidden in the comment's last line.
 */
export async function ensureComment(
  github: GitHub,
  id: ItemId,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<EnsuredComment> {
  const line = markerLine(marker);
  const text = `${body.trimEnd()}\n\n${line}`;
  const existing = await findMarked(github, id, line);
  if (existing?.body === text) return { kind: 'unchanged', comment: existing };
  if (existing) {
    return {
      kind: 'updated',
      comment: await updateComment(github, id, { comment: existing.id, body: text }),
    };
  }
  try {
    return { kind: 'created', comment: await createComment(github, id, text) };
  } catch (error) {
    if (!(error instanceof GitHubError && error.ambiguous)) throw error;
    const created = await findMarked(github, id, line);
    if (!created) throw error;
    return { kind: 'created', comment: created };
  }
}

/** Only a comment that ends with the very line counts: a person who quotes ours is not overwritten. */
async function findMarked(github: GitHub, id: ItemId, line: string): Promise<Comment | undefined> {
  const comments = await listComments(github, id);
  return comments.find(({ body }) => body.trimEnd().split(/\r?\n/).at(-1) === line);
}

function markerLine(marker: string): string {
  // `--` would end the HTML comment early.
  return `<!-- interlock: ${marker.replace(/-{2,}/g, '-')} -->`;
}
