import * as z from 'zod';
import { formatItemId, type ItemId, isSameItem } from '../../core/item-id.ts';
import { LARGEST_NUMBER } from '../issues/look-up-issues.ts';
import type { GitHub } from '../wire/client.ts';
import { type Dated, queryDated } from '../wire/graphql.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';
import { contentSchema } from './find-project-items.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from './project-cards.ts';
import {
  aboutProject,
  LAYOUT,
  layoutSchema,
  PROJECT_OWNER,
  type ProjectLayout,
  type ProjectReference,
  requireProject,
} from './project-layout.ts';

export interface SeenItems {
  readonly layout: ProjectLayout;
  /** `undefined` where there is no issue of that name, or the token cannot see it. In the order of the question. */
  readonly issues: readonly (IssueWithCards | undefined)[];
  readonly listed: Listed | undefined;
}

export interface Listed {
  readonly inFlight: readonly IssueWithCards[];
  readonly hasMore: boolean;
  /** What the search for the backlog finds in all. */
  readonly backlog: number;
}

export interface Searches {
  readonly inFlight: string;
  readonly backlog: string;
}

const listedSchema = z.object({
  inFlight: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean() }),
    nodes: z.array(z.object({ content: contentSchema })),
  }),
  backlog: z.object({ totalCount: z.int() }),
});

const projectOwnerSchema = z
  .object({ projectV2: layoutSchema.and(listedSchema.partial()).nullish() })
  .nullable();

const issueSchema = z.object({ issue: issueWithCardsSchema.nullish() }).nullish();

const LISTS = `
  inFlight: items(first: ${PAGE_SIZE}, query: $inFlight) {
    pageInfo { hasNextPage } nodes { content { __typename ...IssueWithCards } }
  }
  backlog: items(first: 1, query: $backlog) { totalCount }`;

/** Items by their names with their cards, and if asked to what is in flight, in one request. */
export async function seeProjectItems(
  github: GitHub,
  project: ProjectReference,
  { items, searches }: { readonly items: readonly ItemId[]; readonly searches: Searches | undefined },
): Promise<Dated<SeenItems>> {
  const doing = `read ${items.map(formatItemId).join(', ') || `project ${project.number} of ${project.owner}`}`;
  const parameters = [
    ...items.map((_, index) => `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`),
    ...(searches ? ['$inFlight: String!, $backlog: String!'] : []),
  ];
  const variables = items.flatMap(({ owner, repository, number }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
    [`number${index}`, Math.min(number, LARGEST_NUMBER)],
  ]);
  const aliases = items.map((_, index) => `item${index}`);
  const { value, readAt } = await queryDated(github, {
    ...aboutProject(project, doing),
    missing: 'item-missing',
    needs: ['organization_projects: read'],
    isAnswer: ({ type, path }) => type === 'NOT_FOUND' && path.length === 2 && aliases.includes(`${path[0]}`),
    document: `query SeeBoardItems($owner: String!, $number: Int!, $fieldsAfter: String, $field: String!,
        ${parameters.join(', ')}) {
      ${PROJECT_OWNER} { __typename ... on ProjectV2Owner { projectV2(number: $number) { ...Layout ${searches ? LISTS : ''} } } }
      ${aliases
        .map(
          (alias, index) => `${alias}: repository(owner: $owner${index}, name: $name${index}) {
            issue(number: $number${index}) { ...IssueWithCards }
          }`,
        )
        .join('\n')}
    } ${LAYOUT} ${ISSUE_WITH_CARDS}`,
    variables: {
      owner: project.owner,
      number: project.number,
      fieldsAfter: null,
      field: project.field,
      ...searches,
      ...Object.fromEntries(variables),
    },
    answer: z
      .object({ projectOwner: projectOwnerSchema })
      .and(z.object(Object.fromEntries(aliases.map((alias) => [alias, issueSchema])))),
  });
  const { projectOwner, ...found } = value;
  const { inFlight, backlog, ...layout } = requireProject(
    projectOwner?.projectV2 ?? undefined,
    project,
    doing,
  );
  return {
    readAt,
    value: {
      layout,
      issues: items.map((item, index) => {
        const issue = (found as Readonly<Record<string, z.infer<typeof issueSchema>>>)[`item${index}`]?.issue;
        // A transferred issue, or one of a renamed repository, has another canonical id.
        return issue && isSameItem(issue.id, item) ? issue : undefined;
      }),
      listed:
        inFlight && backlog
          ? {
              inFlight: inFlight.nodes.flatMap(({ content }) => content ?? []),
              hasMore: inFlight.pageInfo.hasNextPage,
              backlog: backlog.totalCount,
            }
          : undefined,
    },
  };
}
