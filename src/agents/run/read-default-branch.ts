import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { repositoryMissing } from '../../core/text/config.ts';
import { readRepository } from '../../github/repositories/repositories.ts';
import type { GitHub } from '../../github/wire/client.ts';

/** The payload of a schedule does not tell it, and the ref of a merge is the branch that was merged into. */
export async function readDefaultBranch(github: GitHub, home: RepositoryName): Promise<string> {
  const repository = await readRepository(github, home);
  if (repository) return repository.defaultBranch;
  const name = `${home.owner}/${home.repository}`;
  throw new ProviderError({ reason: 'item-missing', message: repositoryMissing(name) });
}
