import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { ProjectName } from '../../core/text/projects-board.ts';
import type { GitHub } from '../wire/client.ts';
import { mutate } from '../wire/graphql.ts';
import { aboutProject } from './project-layout.ts';

interface NewCard {
  readonly name: ProjectName;
  /** Node id of the project. */
  readonly project: string;
  readonly item: ItemId;
  /** Node id of the issue. */
  readonly issue: string;
}

/** Has a project show an issue. GitHub answers with the card that is there if there is one, so this can be repeated. */
export async function addCard(github: GitHub, { name, project, item, issue }: NewCard): Promise<void> {
  await mutate(github, {
    ...aboutProject(name, `add ${formatItemId(item)} to the project`),
    missing: 'item-missing',
    needs: ['organization_projects: write'],
    document: `mutation AddCard($project: ID!, $issue: ID!) {
      addProjectV2ItemById(input: { projectId: $project, contentId: $issue }) { item { id } } }`,
    variables: { project, issue },
    answer: z.object({ addProjectV2ItemById: z.object({ item: z.object({ id: z.string() }) }) }),
  });
}
