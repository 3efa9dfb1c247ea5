import * as z from 'zod';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { tryTwice, write } from './exchange.ts';
import { issueParameters } from './issues.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';

export interface Comment {
  readonly id: number;
  /** Login of its author; empty if the account is gone. */
  readonly author: string;
  readonly body: string;
  /** GitHub's page of it. */
  readonly url: string;
}

const commentSchema = z
  .object({
    id: z.int(),
    user: z.object({ login: z.string() }).nullish(),
    body: z.string().nullish(),
    html_url: z.string(),
  })
  .transform(
    (raw): Comment => ({
      id: raw.id,
      author: raw.user?.login ?? '',
      body: raw.body ?? '',
      url: raw.html_url,
    }),
  );

/** The comments of an issue or pull request, oldest first. */
export function listComments(github: GitHub, id: ItemId): Promise<readonly Comment[]> {
  return readPages(github, {
    doing: `list the comments of ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: commentSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...issueParameters(id),
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
}

export async function createComment(github: GitHub, id: ItemId, body: string): Promise<Comment> {
  const { data } = await write(github, {
    doing: `comment on ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: commentSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...issueParameters(id),
        body,
        ...options,
      }),
  });
  return data;
}

export async function updateComment(
  github: GitHub,
  id: ItemId,
  { comment, body }: { readonly comment: number; readonly body: string },
): Promise<Comment> {
  // To say the same twice is to say it once.
  const { data } = await tryTwice(() =>
    write(github, {
      doing: `change comment ${comment} on ${formatItemId(id)}`,
      missing: 'item-missing',
      answer: commentSchema,
      request: (options) =>
        github.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          owner: id.owner,
          repo: id.repository,
          comment_id: comment,
          body,
          ...options,
        }),
    }),
  );
  return data;
}
