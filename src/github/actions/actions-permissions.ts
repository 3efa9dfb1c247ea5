import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';

/** Settings, Actions, General: whether workflows run, and which actions they may use. */
export interface ActionsPermissions {
  readonly enabled: boolean;
  /** `local_only`: those of the repository's own owner, which `selected` includes. */
  readonly allowed: 'all' | 'local_only' | 'selected';
  /** Every action has to be named by its full commit. */
  readonly requiresSha: boolean;
}

const permissionsSchema = z
  .object({
    enabled: z.boolean(),
    allowed_actions: z.enum(['all', 'local_only', 'selected']).default('all'),
    sha_pinning_required: z.boolean().default(false),
  })
  .transform(
    (raw): ActionsPermissions => ({
      enabled: raw.enabled,
      allowed: raw.allowed_actions,
      requiresSha: raw.sha_pinning_required,
    }),
  );

/** Only administrators may read it. */
export async function readActionsPermissions(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<ActionsPermissions> {
  const { data } = await read({
    doing: `read which actions ${owner}/${repository} may use`,
    missing: 'item-missing',
    answer: permissionsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/permissions', {
        owner,
        repo: repository,
        ...options,
      }),
  });
  return data;
}

/** What `selected` allows besides the owner's own actions. */
export interface SelectedActions {
  /** Those of `actions` and `github`. */
  readonly githubOwned: boolean;
  /** Those of creators that the Marketplace has verified. The name does not show this. */
  readonly verified: boolean;
  /** `OWNER/NAME@REF`, with `*`; one that begins with `!` forbids. */
  readonly patterns: readonly string[];
}

const selectedSchema = z
  .object({
    github_owned_allowed: z.boolean().default(false),
    verified_allowed: z.boolean().default(false),
    patterns_allowed: z.array(z.string()).default([]),
  })
  .transform(
    (raw): SelectedActions => ({
      githubOwned: raw.github_owned_allowed,
      verified: raw.verified_allowed,
      patterns: raw.patterns_allowed,
    }),
  );

/** To be asked where `allowed` is `selected`. */
export async function readSelectedActions(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<SelectedActions> {
  const { data } = await read({
    doing: `read which actions ${owner}/${repository} may use`,
    missing: 'item-missing',
    answer: selectedSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/permissions/selected-actions', {
        owner,
        repo: repository,
        ...options,
      }),
  });
  return data;
}
