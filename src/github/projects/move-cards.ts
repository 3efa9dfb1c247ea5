import * as z from 'zod';
import type { ProjectName } from '../../core/text/projects-board.ts';
import type { GitHub } from '../wire/client.ts';
import { type Ended, mutateEach } from '../wire/graphql.ts';
import { type FieldValue, fieldValueOrNoneSchema } from './project-cards.ts';
import { aboutProject } from './project-layout.ts';

export interface CardMoves {
  readonly name: ProjectName;
  /** Node id of the project. */
  readonly project: string;
  readonly field: { readonly id: string; readonly name: string };
  readonly moves: readonly { readonly card: string; readonly option: string }[];
  /** Completes "Could not ...". */
  readonly doing: string;
}

const answerSchema = z
  .object({ projectV2Item: z.object({ fieldValueByName: fieldValueOrNoneSchema }) })
  .transform(({ projectV2Item }) => projectV2Item.fieldValueByName);

/**
 * Sets the single select field of cards, and answers with the value that each has then. GitHub has no condition for this
 * write: what it answers is the only sign of another writer.
 */
export function moveCards(
  github: GitHub,
  { name, project, field, moves, doing }: CardMoves,
): Promise<readonly Ended<FieldValue | undefined>[]> {
  const aliases = moves.map((_, index) => `move${index}`);
  const parameters = moves.map((_, index) => `$card${index}: ID!, $option${index}: String!`);
  const mutations = aliases.map(
    (alias, index) => `${alias}: updateProjectV2ItemFieldValue(input: {
      projectId: $project, itemId: $card${index}, fieldId: $field, value: { singleSelectOptionId: $option${index} }
    }) { projectV2Item { fieldValueByName(name: $fieldName) {
      ... on ProjectV2ItemFieldSingleSelectValue { optionId name updatedAt }
    } } }`,
  );
  const variables = moves.flatMap(({ card, option }, index) => [
    [`card${index}`, card],
    [`option${index}`, option],
  ]);
  return mutateEach(
    github,
    {
      ...aboutProject(name, doing),
      missing: 'item-missing',
      needs: ['organization_projects: write'],
      document: `mutation MoveCards($project: ID!, $field: ID!, $fieldName: String!, ${parameters.join(', ')}) {
        ${mutations.join('\n')}
      }`,
      variables: { project, field: field.id, fieldName: field.name, ...Object.fromEntries(variables) },
      answer: answerSchema,
    },
    aliases,
  );
}
