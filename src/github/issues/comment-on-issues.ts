import * as z from 'zod';
import type { ItemId } from '../../core/item-id.ts';
import { formatItemId } from '../../core/item-id.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from '../projects/project-cards.ts';
import type { GitHub } from '../wire/client.ts';
import { type Ended, mutateEach } from '../wire/graphql.ts';
import { COMMENTS, commentsSchema, type LatestComments } from './status-comments.ts';

export interface NewComment {
  readonly item: ItemId;
  /** Node id of the issue. */
  readonly issue: string;
  /** Node id of the comment whose text is replaced; a new one where absent. */
  readonly replaces?: string;
  readonly body: string;
}

export interface Commented {
  /** As it was right after. */
  readonly issue: IssueWithCards;
  /** The latest comments on it. */
  readonly comments: LatestComments;
}

const commentedSchema = z
  .object({ comments: commentsSchema })
  .and(issueWithCardsSchema)
  .transform(({ comments, ...issue }): Commented => ({ issue, comments }));

const addedSchema = z.object({ subject: commentedSchema }).transform(({ subject }): Commented => subject);

const replacedSchema = z
  .object({ issueComment: z.object({ issue: commentedSchema }) })
  .transform(({ issueComment: { issue } }): Commented => issue);

/** Writes a comment on each of some issues, and reads each issue with its cards and comments right after, in one request. */
export function commentOnIssues(
  github: GitHub,
  field: string,
  comments: readonly NewComment[],
): Promise<readonly Ended<Commented>[]> {
  const aliases = comments.map((_, index) => `comment${index}`);
  const parameters = comments.map((_, index) => `$id${index}: ID!, $body${index}: String!`);
  const mutations = comments.map(({ replaces }, index) =>
    replaces === undefined
      ? `comment${index}: addComment(input: { subjectId: $id${index}, body: $body${index} }) {
          subject { ...IssueWithCards ... on Issue { ${COMMENTS} } } }`
      : `comment${index}: updateIssueComment(input: { id: $id${index}, body: $body${index} }) {
          issueComment { issue { ...IssueWithCards ${COMMENTS} } } }`,
  );
  const variables = comments.flatMap(({ issue, replaces, body }, index) => [
    [`id${index}`, replaces ?? issue],
    [`body${index}`, body],
  ]);
  return mutateEach(
    github,
    {
      doing: `comment on ${comments.map(({ item }) => formatItemId(item)).join(', ')}`,
      missing: 'item-missing',
      needs: ['issues: write'],
      document: `mutation Comment($field: String!, ${parameters.join(', ')}) { ${mutations.join('\n')} }
        ${ISSUE_WITH_CARDS}`,
      variables: { field, ...Object.fromEntries(variables) },
      answer: z.union([addedSchema, replacedSchema]),
    },
    aliases,
  );
}
