import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';

const variableSchema = z.object({ value: z.string() });

/** Value of a repository's variable; `undefined` if the repository itself has none of that name. */
export async function readVariable(
  github: GitHub,
  { owner, repository }: RepositoryName,
  name: string,
): Promise<string | undefined> {
  try {
    const { data } = await read({
      doing: `read the variable ${name} of ${owner}/${repository}`,
      missing: 'item-missing',
      answer: variableSchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/actions/variables/{name}', {
          owner,
          repo: repository,
          name,
          ...options,
        }),
    });
    return data.value;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return undefined;
    throw error;
  }
}
