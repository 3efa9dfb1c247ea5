import * as z from 'zod';
import type { ItemId } from '../core/item-id.ts';
import { formatItemId } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { type Ended, mutateEach } from './graphql.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from './project-cards.ts';

export interface NewComment {
  readonly item: ItemId;
  /** Node id of the issue. */
  readonly issue: string;
  /** Node id of the comment whose text is replaced; a new one where absent. */
  readonly replaces?: string;
  readonly body: string;
}

export interface Commented {
  /** Node id of the comment. */
  readonly comment: string;
  /** As it was right after. */
  readonly issue: IssueWithCards;
}

const addedSchema = z
  .object({ commentEdge: z.object({ node: z.object({ id: z.string() }) }), subject: issueWithCardsSchema })
  .transform(({ commentEdge, subject }): Commented => ({ comment: commentEdge.node.id, issue: subject }));

const replacedSchema = z
  .object({ issueComment: z.object({ id: z.string(), issue: issueWithCardsSchema }) })
  .transform(({ issueComment: { id, issue } }): Commented => ({ comment: id, issue }));

/** Writes a comment on each of some issues, and reads each issue and its cards right after, in one request. */
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
          commentEdge { node { id } } subject { ...IssueWithCards } }`
      : `comment${index}: updateIssueComment(input: { id: $id${index}, body: $body${index} }) {
          issueComment { id issue { ...IssueWithCards } } }`,
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
      document: `mutation Comment($field: String!, ${parameters.join(', ')}) { ${mutations.join('\n')} }
        ${ISSUE_WITH_CARDS}`,
      variables: { field, ...Object.fromEntries(variables) },
      answer: z.union([addedSchema, replacedSchema]),
    },
    aliases,
  );
}
