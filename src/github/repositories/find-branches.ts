import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';

const refSchema = z.object({ name: z.string() }).nullable();

/** Those of the names that are branches, in one request. */
export async function findBranches(
  github: GitHub,
  { owner, repository: name }: RepositoryName,
  branches: readonly string[],
): Promise<readonly string[]> {
  const { repository } = await query(github, {
    doing: `look for the branches ${branches.join(', ')} in ${owner}/${name}`,
    missing: 'item-missing',
    document: `query Branches($owner: String!, $name: String!,
        ${branches.map((_, index) => `$branch${index}: String!`).join(', ')}) {
      repository(owner: $owner, name: $name) {
        ${branches.map((_, index) => `ref${index}: ref(qualifiedName: $branch${index}) { name }`).join('\n')}
      }
    }`,
    variables: {
      owner,
      name,
      ...Object.fromEntries(branches.map((branch, index) => [`branch${index}`, `refs/heads/${branch}`])),
    },
    answer: z.object({ repository: z.record(z.string(), refSchema) }),
  });
  return branches.filter((_, index) => repository[`ref${index}`]);
}
