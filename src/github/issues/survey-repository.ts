import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { repositoryMissing } from '../../core/text/config.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';

export interface RepositorySurvey {
  readonly defaultBranch: string;
  readonly private: boolean;
  /** ISO 8601, UTC; absent where nothing was ever pushed. */
  readonly pushedAt: string | undefined;
  /** What the token's person may do; absent for the token of an App or a workflow. */
  readonly access: 'admin' | 'write' | 'read' | undefined;
}

const surveySchema = z
  .object({
    default_branch: z.string(),
    private: z.boolean(),
    pushed_at: z.string().nullish(),
    permissions: z.object({ admin: z.boolean(), push: z.boolean() }).optional(),
  })
  .transform(
    (raw): RepositorySurvey => ({
      defaultBranch: raw.default_branch,
      private: raw.private,
      pushedAt: raw.pushed_at ?? undefined,
      access: raw.permissions && accessOf(raw.permissions),
    }),
  );

function accessOf({ admin, push }: { admin: boolean; push: boolean }): RepositorySurvey['access'] {
  if (admin) return 'admin';
  return push ? 'write' : 'read';
}

/** What a repository is, and what the token may do there. */
export async function surveyRepository(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<RepositorySurvey> {
  try {
    const { data } = await read({
      doing: `read the repository ${owner}/${repository}`,
      missing: 'item-missing',
      answer: surveySchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}', { owner, repo: repository, ...options }),
    });
    return data;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.status !== 404) throw error;
    throw new ProviderError({
      reason: error.reason,
      message: repositoryMissing(`${owner}/${repository}`),
      status: 404,
      cause: error,
    });
  }
}
