import * as z from 'zod';
import type {
  Conversation,
  PullRequestConversation,
  Remark,
  SubmittedReview,
} from '../../core/agents/item-context.ts';
import { formatItemId, type ItemId, parseItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';

/** Of each kind. More would rarely fit a prompt. */
const MOST = 50;

const authorSchema = z.object({ __typename: z.string(), login: z.string() }).nullish();

const remarkSchema = z
  .object({ author: authorSchema, body: z.string(), createdAt: z.string() })
  .transform(toRemark);

const commentsSchema = z.object({ totalCount: z.int(), nodes: z.array(remarkSchema) });

const VERDICTS = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const;

const reviewSchema = z
  .object({
    author: authorSchema,
    body: z.string(),
    createdAt: z.string(),
    state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']),
  })
  .transform(({ state, ...rest }): SubmittedReview => ({ ...toRemark(rest), verdict: VERDICTS[state] }));

const parentSchema = z
  .object({ number: z.int(), repository: z.object({ nameWithOwner: z.string() }) })
  .transform(({ number, repository }) => parseItemId(`${repository.nameWithOwner}#${number}`))
  .nullish();

const issueSchema = z.object({
  repository: z.object({ issue: z.object({ parent: parentSchema, comments: commentsSchema }) }),
});

export interface ItemConversation extends Conversation {
  /** The issue that the item is a part of. */
  readonly parent: ItemId | undefined;
}

const pullRequestSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      comments: commentsSchema,
      reviews: z.object({ nodes: z.array(reviewSchema) }),
    }),
  }),
});

const AUTHOR = 'author { __typename login }';
const COMMENTS = `comments(last: ${MOST}) { totalCount nodes { ${AUTHOR} body createdAt } }`;
/** A review in writing is `PENDING`, and nobody else may see it. */
const REVIEWS = `reviews(last: ${MOST}, states: [APPROVED, CHANGES_REQUESTED, COMMENTED, DISMISSED]) {
  nodes { ${AUTHOR} body createdAt state } }`;

/** What was said below an item. One request. */
export async function readConversation(github: GitHub, item: ItemId): Promise<ItemConversation> {
  const { repository } = await query(github, {
    doing: `read the comments of ${formatItemId(item)}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: `query ReadConversation($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) { issue(number: $number) {
        parent { number repository { nameWithOwner } } ${COMMENTS} } } }`,
    variables: { owner: item.owner, name: item.repository, number: item.number },
    answer: issueSchema,
  });
  const { comments, parent } = repository.issue;
  return { ...conversationOf(comments), parent: parent ?? undefined };
}

/** What was said below a pull request, and its reviews. One request. */
export async function readPullRequestConversation(
  github: GitHub,
  pull: ItemId,
): Promise<PullRequestConversation> {
  const { repository } = await query(github, {
    doing: `read what reviewers said of ${formatItemId(pull)}`,
    missing: 'item-missing',
    needs: ['pull-requests: read'],
    document: `query ReadReviews($owner: String!, $name: String!, $number: Int!) {
      repository(owner: $owner, name: $name) { pullRequest(number: $number) { ${COMMENTS} ${REVIEWS} } } }`,
    variables: { owner: pull.owner, name: pull.repository, number: pull.number },
    answer: pullRequestSchema,
  });
  const { comments, reviews } = repository.pullRequest;
  return { ...conversationOf(comments), reviews: reviews.nodes };
}

function conversationOf({ totalCount, nodes }: z.infer<typeof commentsSchema>): Conversation {
  return { comments: nodes, earlier: totalCount - nodes.length };
}

function toRemark({
  author,
  body,
  createdAt,
}: {
  readonly author?: z.infer<typeof authorSchema>;
  readonly body: string;
  readonly createdAt: string;
}): Remark {
  return { author: author?.login, byBot: author?.__typename === 'Bot', at: createdAt, body };
}
