import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

/** A rule that applies to a branch by an active ruleset. Of classic branch protection GitHub says nothing here. */
export interface BranchRule {
  /** `non_fast_forward`, `deletion`, `pull_request` and so on. */
  readonly type: string;
  readonly ruleset: number;
  /** As GitHub sends them; their form depends on the type. */
  readonly parameters?: unknown;
}

const ruleSchema = z
  .object({ type: z.string(), ruleset_id: z.int(), parameters: z.unknown().optional() })
  .transform(({ type, ruleset_id: ruleset, parameters }): BranchRule => ({ type, ruleset, parameters }));

/** The branch need not be there. */
export function listBranchRules(
  github: GitHub,
  { owner, repository }: RepositoryName,
  branch: string,
): Promise<readonly BranchRule[]> {
  return readPages(github, {
    doing: `read the rules of the branch ${branch} of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: ruleSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', {
        owner,
        repo: repository,
        branch,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
}

export interface Ruleset {
  readonly name: string;
  /** Whether an App need not keep to it; `undefined`: the token may not see who. */
  readonly letsAppsPast: boolean | undefined;
}

const rulesetSchema = z
  .object({
    name: z.string(),
    bypass_actors: z
      .array(z.object({ actor_type: z.string(), bypass_mode: z.string().default('always') }))
      .optional(),
  })
  .transform(
    (raw): Ruleset => ({
      name: raw.name,
      letsAppsPast: raw.bypass_actors?.some(
        ({ actor_type: type, bypass_mode: mode }) => type === 'Integration' && mode !== 'pull_request',
      ),
    }),
  );

export async function readRuleset(
  github: GitHub,
  { owner, repository }: RepositoryName,
  id: number,
): Promise<Ruleset> {
  const { data } = await read({
    doing: `read a ruleset of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: rulesetSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', {
        owner,
        repo: repository,
        ruleset_id: id,
        ...options,
      }),
  });
  return data;
}

export interface PushRuleset {
  readonly name: string;
  /** The repository, its organization or its enterprise. */
  readonly source: string;
}

const pushRulesetSchema = z
  .object({ name: z.string(), target: z.string().nullish(), source: z.string(), enforcement: z.string() })
  .transform(({ name, target, source, enforcement }): PushRuleset | undefined =>
    target === 'push' && enforcement === 'active' ? { name, source } : undefined,
  );

/** Active rulesets about the files in a push, to whatever branch; GitHub does not list their rules with those of branches. */
export async function listPushRulesets(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<readonly PushRuleset[]> {
  const found = await readPages(github, {
    doing: `list the rulesets of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: pushRulesetSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/rulesets', {
        owner,
        repo: repository,
        targets: 'push',
        includes_parents: true,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return found.filter((one) => one !== undefined);
}
