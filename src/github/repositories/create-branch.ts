import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { write } from '../wire/exchange.ts';

interface NewBranch {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly commit: string;
  /** Follows "Could not" in what is said of a failure. */
  readonly doing?: string;
}

/** Whether there is a branch at the commit now; `false` if there was one of that name. */
export async function createBranch(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { branch, commit, doing = `create the branch ${branch} of ${owner}/${repository}` }: NewBranch,
): Promise<boolean> {
  try {
    await write({
      doing,
      missing: 'permission-missing',
      answer: z.object({ ref: z.string() }),
      request: (options) =>
        github.request('POST /repos/{owner}/{repo}/git/refs', {
          owner,
          repo: repository,
          ref: `refs/heads/${branch}`,
          sha: commit,
          ...options,
        }),
    });
    return true;
  } catch (error) {
    // Other 422s exist.
    if (error instanceof ProviderError && error.status === 422 && EXISTS.test(error.message)) return false;
    throw error;
  }
}

const EXISTS = /reference already exists/i;
