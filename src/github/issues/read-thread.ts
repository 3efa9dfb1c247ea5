import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';

/** What stands below an issue, and its labels: enough to find a comment again. */
export interface IssueThread {
  readonly labels: readonly string[];
  /** The latest, oldest first. */
  readonly comments: readonly ThreadComment[];
  /** How many older ones there are. */
  readonly earlier: number;
}

export interface ThreadComment {
  /** Login; `ghost` where the account is gone. */
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly body: string;
  readonly url: string;
  /** We wrote it, or another bot: the App and the token of a workflow are two accounts. */
  readonly isOurs: boolean;
}

const LATEST = 50;
const MOST_LABELS = 100;

const answerSchema = z.object({
  repository: z.object({
    issue: z.object({
      labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
      comments: z.object({
        totalCount: z.int(),
        nodes: z.array(
          z.object({
            author: z.object({ login: z.string(), __typename: z.string() }).nullable(),
            createdAt: z.string(),
            body: z.string(),
            url: z.string(),
            viewerDidAuthor: z.boolean(),
          }),
        ),
      }),
    }),
  }),
});

/** Throws `item-missing` if there is no such issue. */
export async function readThread(github: GitHub, item: ItemId): Promise<IssueThread> {
  const { repository } = await query(github, {
    doing: `read the comments of ${formatItemId(item)}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: `query ReadThread($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) { issue(number: $number) {
        labels(first: ${MOST_LABELS}) { nodes { name } }
        comments(last: ${LATEST}) { totalCount nodes { author { login __typename } createdAt body url viewerDidAuthor } }
      } } }`,
    variables: { owner: item.owner, name: item.repository, number: item.number },
    answer: answerSchema,
  });
  const { labels, comments } = repository.issue;
  return {
    labels: labels?.nodes.map(({ name }) => name) ?? [],
    comments: comments.nodes.map(({ author, viewerDidAuthor, ...comment }) => ({
      ...comment,
      author: author?.login ?? 'ghost',
      isOurs: viewerDidAuthor || author?.__typename === 'Bot',
    })),
    earlier: comments.totalCount - comments.nodes.length,
  };
}
