import * as z from 'zod';
import { parseRepositoryName, type RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';

export interface Repository {
  /** Its present name: GitHub redirects from a former one. */
  readonly name: RepositoryName | undefined;
  readonly defaultBranch: string;
  readonly private: boolean;
}

const repositorySchema = z
  .object({ full_name: z.string(), default_branch: z.string(), private: z.boolean() })
  .transform(
    (raw): Repository => ({
      name: parseRepositoryName(raw.full_name),
      defaultBranch: raw.default_branch,
      private: raw.private,
    }),
  );

/** `undefined` if it does not exist or the token cannot see it, which GitHub does not tell apart. */
export async function readRepository(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<Repository | undefined> {
  try {
    const { data } = await read({
      doing: `read the repository ${owner}/${repository}`,
      missing: 'item-missing',
      answer: repositorySchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}', { owner, repo: repository, ...options }),
    });
    return data;
  } catch (error) {
    if (error instanceof ProviderError && error.reason === 'item-missing') return undefined;
    throw error;
  }
}
