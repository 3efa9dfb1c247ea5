import * as z from 'zod';
import { formatItemId, type ItemId, isSameItem } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from './project-cards.ts';
import {
  aboutProject,
  LAYOUT,
  PROJECT_OWNER,
  type ProjectLayout,
  type ProjectReference,
  projectOwnerSchema,
  requireProject,
} from './project-layout.ts';

export interface ProjectItemRead {
  readonly layout: ProjectLayout;
  /** `undefined` if there is no issue of that name, or the token cannot see it. */
  readonly issue: IssueWithCards | undefined;
}

const answerSchema = z.object({
  projectOwner: projectOwnerSchema,
  repository: z.object({ issue: issueWithCardsSchema.nullish() }).nullish(),
});

const DOCUMENT = `query BoardItem($owner: String!, $number: Int!, $fieldsAfter: String, $field: String!,
    $repositoryOwner: String!, $repository: String!, $issue: Int!) {
  ${PROJECT_OWNER} { __typename ... on ProjectV2Owner { projectV2(number: $number) { ...Layout } } }
  repository(owner: $repositoryOwner, name: $repository) { issue(number: $issue) { ...IssueWithCards } }
} ${LAYOUT} ${ISSUE_WITH_CARDS}`;

/** One issue with its cards, and the project as it is at the same moment. */
export async function readProjectItem(
  github: GitHub,
  project: ProjectReference,
  item: ItemId,
): Promise<ProjectItemRead> {
  const doing = `read ${formatItemId(item)}`;
  const { projectOwner, repository } = await query(github, {
    ...aboutProject(project, doing),
    missing: 'item-missing',
    isAnswer: ({ type, path }) => type === 'NOT_FOUND' && path[0] === 'repository' && path.length <= 2,
    document: DOCUMENT,
    variables: {
      owner: project.owner,
      number: project.number,
      fieldsAfter: null,
      field: project.field,
      repositoryOwner: item.owner,
      repository: item.repository,
      issue: item.number,
    },
    answer: answerSchema,
  });
  const issue = repository?.issue ?? undefined;
  return {
    layout: requireProject(projectOwner, project, doing),
    // A transferred issue, or one of a renamed repository, has another canonical id.
    issue: issue && isSameItem(issue.id, item) ? issue : undefined,
  };
}
