import * as z from 'zod';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from './project-cards.ts';
import {
  aboutProject,
  LAYOUT,
  layoutSchema,
  PROJECT_OWNER,
  type ProjectLayout,
  type ProjectReference,
  pageInfoSchema,
  requireProject,
} from './project-layout.ts';

export interface FoundItems {
  readonly layout: ProjectLayout;
  /** Draft cards, pull requests and what the token cannot see are left out. */
  readonly issues: readonly IssueWithCards[];
  /** Cursor of the next page. */
  readonly next: string | undefined;
}

const otherContentSchema = z
  .object({ __typename: z.enum(['PullRequest', 'DraftIssue']) })
  .transform(() => undefined);

/** Content of a card. Null: an issue or pull request that the token cannot see. */
export const contentSchema = z
  .union([otherContentSchema, issueWithCardsSchema, z.null()])
  .transform((content) => content ?? undefined);

const answerSchema = z.object({
  projectOwner: z
    .object({
      projectV2: z
        .intersection(
          layoutSchema,
          z.object({
            items: z.object({
              pageInfo: pageInfoSchema,
              nodes: z.array(z.object({ content: contentSchema })),
            }),
          }),
        )
        .nullish(),
    })
    .nullable(),
});

const DOCUMENT = `query BoardItems($owner: String!, $number: Int!, $fieldsAfter: String, $field: String!,
    $search: String!, $after: String) {
  ${PROJECT_OWNER} { __typename ... on ProjectV2Owner { projectV2(number: $number) {
    ...Layout
    items(first: ${PAGE_SIZE}, after: $after, query: $search) {
      pageInfo { hasNextPage endCursor }
      nodes { content { __typename ...IssueWithCards } }
    }
  } } }
} ${LAYOUT} ${ISSUE_WITH_CARDS}`;

/** One page of what a board's own search finds. The search may lag behind the board; the cards do not. */
export async function findProjectItems(
  github: GitHub,
  project: ProjectReference,
  { search, after }: { readonly search: string; readonly after: string | undefined },
): Promise<FoundItems> {
  const doing = `list the items of project ${project.number} of ${project.owner}`;
  const { projectOwner } = await query(github, {
    ...aboutProject(project, doing),
    document: DOCUMENT,
    variables: {
      owner: project.owner,
      number: project.number,
      fieldsAfter: null,
      field: project.field,
      search,
      after: after ?? null,
    },
    answer: answerSchema,
  });
  const { items, ...layout } = requireProject(projectOwner?.projectV2 ?? undefined, project, doing);
  return { layout, issues: items.nodes.flatMap(({ content }) => content ?? []), next: items.pageInfo };
}
