import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { parseStatusComment, statusMarker } from '../../core/text/status-comment.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';
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

const NEWEST_FIRST = 'orderBy: { field: UPDATED_AT, direction: DESC }';
const NODES = 'totalCount nodes { id body createdAt viewerDidAuthor author { __typename } }';

/** The latest changed comments of an issue: a status comment is edited at every step, so that it is mostly among them. */
export function latestComments(count: number): string {
  return `comments(first: ${count}, ${NEWEST_FIRST}) { ${NODES} }`;
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
  const statuses: StatusesOfItem[] = [];
  for (const [index, item] of items.entries()) {
    const found = data[`item${index}`]?.issue;
    if (!found) throw new Error('A part of the answer is missing');
    const ours = oursAmong(found.comments, project);
    const isSeen = ours.length > 0 || found.comments.nodes.length >= found.comments.totalCount;
    statuses.push({ issue: found.id, ours: isSeen ? ours : await findAmongAll(github, project, item) });
  }
  return statuses;
}

const pageSchema = z.object({
  repository: z.object({
    issue: z.object({
      comments: commentsSchema.extend({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  }),
});

/** Where people have said so much since the last step that its comment is no longer among the latest. */
async function findAmongAll(
  github: GitHub,
  project: string,
  item: ItemId,
  after: string | null = null,
): Promise<readonly StatusComment[]> {
  const { repository } = await query(github, {
    doing: `look for the status of ${formatItemId(item)}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: `query ReadStatus($owner: String!, $name: String!, $number: Int!, $after: String) {
      repository(owner: $owner, name: $name) { issue(number: $number) {
        comments(first: ${PAGE_SIZE}, after: $after, ${NEWEST_FIRST}) {
          pageInfo { hasNextPage endCursor } ${NODES} } } } }`,
    variables: { owner: item.owner, name: item.repository, number: item.number, after },
    answer: pageSchema,
  });
  const { comments } = repository.issue;
  const ours = oursAmong(comments, project);
  const { hasNextPage, endCursor } = comments.pageInfo;
  return ours.length > 0 || !hasNextPage ? ours : findAmongAll(github, project, item, endCursor);
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
