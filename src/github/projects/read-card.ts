import * as z from 'zod';
import type { ItemId } from '../../core/item-id.ts';
import type { ProjectName } from '../../core/text/projects-board.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { itemIdOf } from './project-cards.ts';

export type ReadCard =
  | { readonly kind: 'issue'; readonly project: ProjectName; readonly item: ItemId }
  /** A draft, a pull request, an archived card, or one whose content the token cannot see. */
  | { readonly kind: 'other'; readonly project: ProjectName }
  | { readonly kind: 'gone' };

const answerSchema = z.object({
  node: z
    .object({
      isArchived: z.boolean(),
      project: z.object({ number: z.int(), owner: z.object({ login: z.string() }) }),
      content: z
        .object({
          number: z.int().optional(),
          repository: z.object({ nameWithOwner: z.string() }).optional(),
        })
        .nullable(),
    })
    .nullable(),
});

/** What a card of a GitHub project (by node id) shows. */
export async function readCard(github: GitHub, card: string): Promise<ReadCard> {
  const { node } = await query(github, {
    doing: `read card ${card}`,
    missing: 'item-missing',
    needs: ['organization_projects: read'],
    isAnswer: ({ type, path }) => type === 'NOT_FOUND' && path[0] === 'node' && path.length === 1,
    document: `query Card($id: ID!) { node(id: $id) { ... on ProjectV2Item {
      isArchived
      project { number owner { ... on RepositoryOwner { login } } }
      content { ... on Issue { number repository { nameWithOwner } } }
    } } }`,
    variables: { id: card },
    answer: answerSchema,
  });
  if (!node) return { kind: 'gone' };
  const project = { owner: node.project.owner.login, number: node.project.number };
  const { repository, number } = node.content ?? {};
  const item = repository && number !== undefined ? itemIdOf(repository.nameWithOwner, number) : undefined;
  return item && !node.isArchived ? { kind: 'issue', project, item } : { kind: 'other', project };
}
