import * as z from 'zod';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { query } from './graphql.ts';
import { LARGEST_NUMBER } from './look-up-issues.ts';

/** Of the pull requests that close an issue, so many are looked at: the newest visit has one. */
const LOOKED_AT = 10;

const issueSchema = z
  .object({
    issue: z
      .object({
        closedByPullRequestsReferences: z.object({
          nodes: z.array(z.object({ mergedAt: z.string().nullable() })),
        }),
      })
      .nullish(),
  })
  .nullish();

/**
 * When the newest pull request that closes each item was merged, in the order of the question; `undefined` where none was.
 * GitHub counts those that were merged into the default branch.
 */
export async function findMerges(
  github: GitHub,
  items: readonly ItemId[],
): Promise<readonly (string | undefined)[]> {
  if (items.length === 0) return [];
  const aliases = items.map((_, index) => `item${index}`);
  const found = await query(github, {
    doing: `look for merged pull requests of ${items.map(formatItemId).join(', ')}`,
    missing: 'item-missing',
    isAnswer: ({ type, path }) => type === 'NOT_FOUND' && path.length === 2 && aliases.includes(`${path[0]}`),
    document: `query FindMerges(${items.map((_, index) => `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`).join(', ')}) {
      ${aliases
        .map(
          (alias, index) => `${alias}: repository(owner: $owner${index}, name: $name${index}) {
            issue(number: $number${index}) {
              closedByPullRequestsReferences(first: ${LOOKED_AT}, includeClosedPrs: true) { nodes { mergedAt } }
            }
          }`,
        )
        .join('\n')}
    }`,
    variables: Object.fromEntries(
      items.flatMap(({ owner, repository, number }, index) => [
        [`owner${index}`, owner],
        [`name${index}`, repository],
        [`number${index}`, Math.min(number, LARGEST_NUMBER)],
      ]),
    ),
    answer: z.object(Object.fromEntries(aliases.map((alias) => [alias, issueSchema]))),
  });
  return aliases.map((alias) => {
    const nodes = found[alias]?.issue?.closedByPullRequestsReferences.nodes ?? [];
    return nodes
      .flatMap(({ mergedAt }) => mergedAt ?? [])
      .sort()
      .at(-1);
  });
}
