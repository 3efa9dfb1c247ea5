/** What a comment is for. It stands, hidden, at its very beginning, so that the comment can be found and edited. */
export type CommentPurpose = 'all-blocked' | 'implementation' | 'selected';

export function marker(project: string, purpose: CommentPurpose): string {
  return `<!-- interlock:${project}/${purpose} -->`;
}

/**
 * The comment to edit. The marker has to come first: a person who quotes a comment of ours puts something before
 * it, and a person's comment is never edited.
 */
export function findMarked<T extends { readonly body: string }>(
  comments: readonly T[],
  project: string,
  purpose: CommentPurpose,
): T | undefined {
  return comments.find((comment) => comment.body.startsWith(marker(project, purpose)));
}
