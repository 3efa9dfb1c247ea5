import * as z from 'zod';
import { type ItemId, type RepositoryName } from '../../core/item-id.ts';
import { commentsSchema, type LatestComments, latestComments } from '../issues/status-comments.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema, itemIdOf } from './project-cards.ts';
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

export interface ProjectSurvey {
  readonly layout: ProjectLayout;
  readonly inFlight: Found<IssueWithCards>;
  readonly backlog: Found<Candidate>;
}

/** One page of a search. */
export interface Found<T> {
  /** What the search finds in all. */
  readonly total: number;
  /** Cards on the page. */
  readonly listed: number;
  /** Cursor of the next page. */
  readonly next: string | undefined;
  readonly issues: readonly T[];
}

export interface Candidate {
  readonly issue: IssueWithCards;
  /** Open issues of its list of blockers that the token can see; not all of them where there are many. */
  readonly blockers: readonly ItemId[];
  readonly comments: LatestComments;
}

const BLOCKERS = 50;
const COMMENTS = 10;

const blockerSchema = z
  .object({
    number: z.int(),
    state: z.enum(['OPEN', 'CLOSED']),
    repository: z.object({ nameWithOwner: z.string() }),
  })
  .transform(({ number, state, repository }) =>
    state === 'OPEN' ? itemIdOf(repository.nameWithOwner, number) : undefined,
  );

const candidateSchema = z
  .object({
    blockedBy: z.object({ nodes: z.array(blockerSchema) }),
    comments: commentsSchema,
  })
  .and(issueWithCardsSchema)
  .transform(
    ({ blockedBy, comments, ...issue }): Candidate => ({
      issue,
      blockers: blockedBy.nodes.filter((id) => id !== undefined),
      comments,
    }),
  );

/** What the search finds is issues that the token can see; anything else would say so by its type. */
function foundSchema<T>(content: z.ZodType<T>): z.ZodType<Found<T>> {
  const other = z
    .union([z.null(), z.object({ __typename: z.enum(['PullRequest', 'DraftIssue']) })])
    .transform(() => undefined);
  return z
    .object({
      totalCount: z.int(),
      pageInfo: pageInfoSchema,
      nodes: z.array(z.object({ content: z.union([other, content]) })),
    })
    .transform(
      ({ totalCount, pageInfo, nodes }): Found<T> => ({
        total: totalCount,
        listed: nodes.length,
        next: pageInfo,
        issues: nodes.flatMap((node) => (node.content === undefined ? [] : [node.content as T])),
      }),
    );
}

const answerSchema = z.object({
  projectOwner: z
    .object({
      projectV2: layoutSchema
        .and(z.object({ inFlight: foundSchema(issueWithCardsSchema), backlog: foundSchema(candidateSchema) }))
        .nullish(),
    })
    .nullable(),
});

export interface SurveyQuestion {
  /** Searches for the items in flight and for the backlog. */
  readonly inFlight: string;
  readonly backlog: string;
  /** Cursor of the page of the backlog; the first one where absent. */
  readonly after: string | undefined;
  /** It has to be possible to read the issues of each. */
  readonly repositories: readonly RepositoryName[];
}

/**
 * What a decision about the backlog needs, in one request: the first items in flight and a page of the backlog, with
 * blockers and latest comments of the candidates.
 *
 * It asks each repository for its issues too. Cards whose content the token cannot see are left out by the search; since
 * it can see the issues of every repository of the project, those cards are none of the project's. A repository that it
 * cannot see fails the whole request.
 */
export async function surveyProject(
  github: GitHub,
  project: ProjectReference,
  { inFlight, backlog, after, repositories }: SurveyQuestion,
): Promise<ProjectSurvey> {
  const doing = `read the backlog of project ${project.number} of ${project.owner}`;
  const parameters = repositories.map((_, index) => `$owner${index}: String!, $name${index}: String!`);
  const checks = repositories.map(
    (_, index) =>
      `repository${index}: repository(owner: $owner${index}, name: $name${index}) { issues { totalCount } }`,
  );
  const variables = repositories.flatMap(({ owner, repository }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
  ]);
  const { projectOwner } = await query(github, {
    ...aboutProject(project, doing),
    // Of a repository: of a project it is `board-missing` by itself.
    missing: 'item-missing',
    document: `query BoardSurvey($owner: String!, $number: Int!, $fieldsAfter: String, $field: String!,
        $inFlight: String!, $backlog: String!, $after: String, ${parameters.join(', ')}) {
      ${PROJECT_OWNER} { __typename ... on ProjectV2Owner { projectV2(number: $number) {
        ...Layout
        inFlight: items(first: ${PAGE_SIZE}, query: $inFlight) {
          totalCount pageInfo { hasNextPage endCursor } nodes { content { __typename ...IssueWithCards } }
        }
        backlog: items(first: ${PAGE_SIZE}, after: $after, query: $backlog) {
          totalCount pageInfo { hasNextPage endCursor } nodes { content { __typename ...IssueWithCards ...Candidate } }
        }
      } } }
      ${checks.join('\n')}
    }
    fragment Candidate on Issue {
      blockedBy(first: ${BLOCKERS}) { nodes { number state repository { nameWithOwner } } }
      ${latestComments(COMMENTS)}
    } ${LAYOUT} ${ISSUE_WITH_CARDS}`,
    variables: {
      owner: project.owner,
      number: project.number,
      fieldsAfter: null,
      field: project.field,
      inFlight,
      backlog,
      after: after ?? null,
      ...Object.fromEntries(variables),
    },
    answer: answerSchema,
  });
  const {
    inFlight: moving,
    backlog: waiting,
    ...layout
  } = requireProject(projectOwner?.projectV2 ?? undefined, project, doing);
  return { layout, inFlight: moving, backlog: waiting };
}
