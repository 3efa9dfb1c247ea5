import * as z from 'zod';
import { formatItemId, type ItemId } from '../../../core/item-id.ts';
import { itemIdOf } from '../../projects/project-cards.ts';
import type { GitHub } from '../../wire/client.ts';
import { query } from '../../wire/graphql.ts';

/** An issue at the other end of a link. */
export interface IssueAtOtherEnd {
  readonly id: ItemId;
  readonly title: string;
  readonly open: boolean;
}

export interface LinkedPullRequest {
  readonly url: string;
  readonly state: 'open' | 'closed' | 'merged';
}

/** What GitHub links with an issue, as far as the token can see it; of long lists the first hundred. */
export interface IssueLinks {
  /** The number by which REST names an issue in a link. */
  readonly databaseId: number;
  readonly parent: IssueAtOtherEnd | undefined;
  readonly subIssues: readonly IssueAtOtherEnd[];
  readonly blockedBy: readonly IssueAtOtherEnd[];
  /** Those that say they close the issue. */
  readonly pullRequests: readonly LinkedPullRequest[];
}

const MOST = 100;
const MOST_PULL_REQUESTS = 20;

const linkedSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    state: z.enum(['OPEN', 'CLOSED']),
    repository: z.object({ nameWithOwner: z.string() }),
  })
  .transform((raw, context): IssueAtOtherEnd => {
    const id = itemIdOf(raw.repository.nameWithOwner, raw.number);
    if (id) return { id, title: raw.title, open: raw.state === 'OPEN' };
    context.addIssue({ code: 'custom', path: ['repository'], message: 'is not the name of a repository' });
    return z.NEVER;
  });

/** Null: the token cannot see it. */
const linkedListSchema = z
  .object({ nodes: z.array(linkedSchema.nullable()) })
  .transform(({ nodes }) => nodes.filter((node) => node !== null));

const pullRequestSchema = z
  .object({ url: z.string(), state: z.enum(['OPEN', 'CLOSED', 'MERGED']) })
  .transform(({ url, state }): LinkedPullRequest => ({ url, state: STATES[state] }));

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

const answerSchema = z.object({
  repository: z.object({
    issue: z.object({
      fullDatabaseId: z.coerce.number().int(),
      parent: linkedSchema.nullable(),
      subIssues: linkedListSchema,
      blockedBy: linkedListSchema,
      closedByPullRequestsReferences: z
        .object({ nodes: z.array(pullRequestSchema.nullable()) })
        .nullable()
        .transform((list) => (list?.nodes ?? []).filter((node) => node !== null)),
    }),
  }),
});

const DOCUMENT = `query ReadLinks($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) {
    fullDatabaseId
    parent { ...Linked }
    subIssues(first: ${MOST}) { nodes { ...Linked } }
    blockedBy(first: ${MOST}) { nodes { ...Linked } }
    closedByPullRequestsReferences(first: ${MOST_PULL_REQUESTS}, includeClosedPrs: true) { nodes { url state } }
  } } }
  fragment Linked on Issue { number title state repository { nameWithOwner } }`;

/** Throws `item-missing` if there is no such issue. */
export async function readLinks(github: GitHub, item: ItemId): Promise<IssueLinks> {
  const { repository } = await query(github, {
    doing: `read what is linked with ${formatItemId(item)}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: DOCUMENT,
    variables: { owner: item.owner, name: item.repository, number: item.number },
    answer: answerSchema,
  });
  const { fullDatabaseId, closedByPullRequestsReferences, ...links } = repository.issue;
  return {
    ...links,
    databaseId: fullDatabaseId,
    parent: links.parent ?? undefined,
    pullRequests: closedByPullRequestsReferences,
  };
}
