import * as z from 'zod';
import type { RepositoryName } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { read } from './exchange.ts';
import { GitHubError } from './github-error.ts';

export interface Repository {
  readonly defaultBranch: string;
  readonly private: boolean;
}

const repositorySchema = z
  .object({ default_branch: z.string(), private: z.boolean() })
  .transform((raw): Repository => ({ defaultBranch: raw.default_branch, private: raw.private }));

/** `undefined` if it does not exist or the token cannot see it, which GitHub does not tell apart. */
export async function readRepository(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<Repository | undefined> {
  try {
    const { data } = await read(github, {
      doing: `read the repository ${owner}/${repository}`,
      missing: 'item-missing',
      answer: repositorySchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}', { owner, repo: repository, ...options }),
    });
    return data;
  } catch (error) {
    if (error instanceof GitHubError && error.reason === 'item-missing') return undefined;
    throw error;
  }
}

const permissionSchema = z.object({ permission: z.enum(['admin', 'write', 'read', 'none']) });

export type Permission = z.infer<typeof permissionSchema>['permission'];

/** What a person may do in a repository; `none` for somebody whom GitHub does not know there. */
export async function readPermission(
  github: GitHub,
  { owner, repository }: RepositoryName,
  login: string,
): Promise<Permission> {
  try {
    const { data } = await read(github, {
      doing: `read what ${login} may do in ${owner}/${repository}`,
      missing: 'item-missing',
      answer: permissionSchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
          owner,
          repo: repository,
          username: login,
          ...options,
        }),
    });
    return data.permission;
  } catch (error) {
    if (error instanceof GitHubError && error.reason === 'item-missing') return 'none';
    throw error;
  }
}
