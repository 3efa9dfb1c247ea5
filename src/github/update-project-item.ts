import * as z from 'zod';
import type { ProjectName } from '../core/text/projects-board.ts';
import type { GitHub } from './client.ts';
import { mutate } from './graphql.ts';
import { type FieldValue, fieldValueOrNoneSchema } from './project-cards.ts';
import { aboutProject } from './project-layout.ts';

export interface FieldChange {
  /** Node ids. */
  readonly project: string;
  readonly card: string;
  readonly field: { readonly id: string; readonly name: string };
  readonly option: string;
}

const updateSchema = z
  .object({ projectV2Item: z.object({ fieldValueByName: fieldValueOrNoneSchema }) })
  .transform(({ projectV2Item }) => projectV2Item.fieldValueByName);

/** Sets a single select field, and answers with the value that it has then: GitHub has no condition for this write. */
export async function updateProjectItem(
  github: GitHub,
  { name, doing }: { readonly name: ProjectName; readonly doing: string },
  change: FieldChange,
): Promise<FieldValue | undefined> {
  const { updateProjectV2ItemFieldValue } = await mutate(github, {
    ...aboutProject(name, doing),
    missing: 'item-missing',
    document: `mutation MoveCard($project: ID!, $card: ID!, $field: ID!, $fieldName: String!, $option: String!) {
      updateProjectV2ItemFieldValue(input: {
        projectId: $project, itemId: $card, fieldId: $field, value: { singleSelectOptionId: $option }
      }) {
        projectV2Item {
          fieldValueByName(name: $fieldName) {
            ... on ProjectV2ItemFieldSingleSelectValue { optionId name updatedAt }
          }
        }
      }
    }`,
    variables: {
      project: change.project,
      card: change.card,
      field: change.field.id,
      fieldName: change.field.name,
      option: change.option,
    },
    answer: z.object({ updateProjectV2ItemFieldValue: updateSchema }),
  });
  return updateProjectV2ItemFieldValue;
}
