import * as z from 'zod';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import { parseStatusComment, statusMarker } from '../core/text/status-comment.ts';
import type { GitHub } from './client.ts';
import { query } from './graphql.ts';
import { isMarkedWith } from './marker.ts';

/** One of our comments that say how an item stands. */
export interface StatusComment {
  /** Node id. */
  readonly id: string;
  readonly body: string;
  readonly createdAt: string;
}

export interface StatusesOfItem {
  /** Node id of the issue. */
  readonly issue: string;
  /** Oldest first. There should be one at most; two writers at once may have made two. */
  readonly ours: readonly StatusComment[];
}

/** The latest changed comments of an issue: a status comment is edited at every step, so that it is among them. */
export function latestComments(count: number): string {
  return `comments(first: ${count}, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount nodes { id body createdAt viewerDidAuthor author { __typename } } }`;
}

export const COMMENTS = latestComments(50);

export const commentsSchema = z.object({
  totalCount: z.int(),
  nodes: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      createdAt: z.string(),
      viewerDidAuthor: z.boolean(),
      author: z.object({ __typename: z.string() }).nullish(),
    }),
  ),
});

const answerSchema = z.record(
  z.string(),
  z.object({ issue: z.object({ id: z.string(), comments: commentsSchema }) }),
);

/**
 * The status comments of some items, in one request and in their order.
 *
 * Ours is what we wrote ourselves, and what another bot wrote: the App and the workflow's own token are two accounts, and
 * edit one comment. Only who may install an App lets a bot write here; a person who copies our marker is not heard.
 */
export async function readStatusComments(
  github: GitHub,
  project: string,
  items: readonly ItemId[],
): Promise<readonly StatusesOfItem[]> {
  if (items.length === 0) return [];
  const parameters = items.map(
    (_, index) => `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`,
  );
  const fields = items.map(
    (_, index) => `item${index}: repository(owner: $owner${index}, name: $name${index}) {
      issue(number: $number${index}) { id ${COMMENTS} } }`,
  );
  const variables = items.flatMap(({ owner, repository, number }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
    [`number${index}`, number],
  ]);
  const data = await query(github, {
    doing: `read the status of ${items.map(formatItemId).join(', ')}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: `query ReadStatus(${parameters.join(', ')}) { ${fields.join('\n')} }`,
    variables: Object.fromEntries(variables),
    answer: answerSchema,
  });
  return items.map((_, index): StatusesOfItem => {
    const found = data[`item${index}`]?.issue;
    if (!found) throw new Error('A part of the answer is missing');
    return { issue: found.id, ours: oursAmong(found.comments, project) };
  });
}

export type LatestComments = z.infer<typeof commentsSchema>;

export function oursAmong({ nodes }: LatestComments, project: string): readonly StatusComment[] {
  return nodes
    .filter(({ viewerDidAuthor, author }) => viewerDidAuthor || author?.__typename === 'Bot')
    .filter(({ body }) => isMarkedWith(statusMarker(project), body) && parseStatusComment(body, project))
    .map(({ id, body, createdAt }) => ({ id, body, createdAt }))
    .sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
