import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { tooMany } from '../../core/text/github-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

/**
 * A policy of Settings, Actions, Policies: GitHub's "workflow execution protections", of the repository, its organization
 * or its enterprise. https://docs.github.com/rest/actions/policies
 */
export interface ActionsPolicy {
  readonly name: string;
  /** Where it is to be changed: `acme/web`, or the login of an organization. */
  readonly source: string;
  readonly isActive: boolean;
  /** Workflow files that it is about, with `*`; `undefined`: all. */
  readonly workflows:
    | { readonly include: readonly string[]; readonly exclude: readonly string[] }
    | undefined;
  /** Events that may start them; `undefined`: it says nothing of events. */
  readonly events: readonly string[] | undefined;
  /** It names who may start them. */
  readonly restrictsActors: boolean;
}

const pathsSchema = z.object({ include: z.array(z.string()), exclude: z.array(z.string()) });

const policySchema = z.object({
  id: z.int(),
  name: z.string(),
  source: z.string(),
  enforcement: z.string(),
  conditions: z.object({ workflow_path: pathsSchema.optional() }).nullish(),
  rules: z
    .array(
      z.object({
        type: z.string(),
        parameters: z.object({ allowed_events: z.array(z.string()).optional() }).optional(),
      }),
    )
    .optional(),
});

type RawPolicy = z.infer<typeof policySchema>;

/** Those that apply to a repository. Only administrators may read them. */
export async function listActionsPolicies(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<readonly ActionsPolicy[]> {
  const doing = `read the policies of Actions of ${owner}/${repository}`;
  const repo = { owner, repo: repository };
  const { data } = await read({
    doing,
    missing: 'permission-missing',
    answer: z.object({ total_count: z.int(), policies: z.array(policySchema) }),
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/policies', {
        ...repo,
        has_parents: true,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  if (data.total_count > data.policies.length) {
    throw new ProviderError({ reason: 'answer-unexpected', message: tooMany(doing, PAGE_SIZE) });
  }
  const policies: ActionsPolicy[] = [];
  for (const policy of data.policies) {
    // Rules are optional in a list.
    const isWhole = policy.rules !== undefined || policy.enforcement !== 'active';
    policies.push(toPolicy(isWhole ? policy : await readWhole(policy.id)));
  }
  return policies;

  async function readWhole(id: number): Promise<RawPolicy> {
    const { data: whole } = await read({
      doing,
      missing: 'permission-missing',
      answer: policySchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/actions/policies/{policy_id}', {
          ...repo,
          policy_id: id,
          ...options,
        }),
    });
    return whole;
  }
}

function toPolicy({ name, source, enforcement, conditions, rules = [] }: RawPolicy): ActionsPolicy {
  const events = rules.find(({ type }) => type === 'restrict_action_events');
  return {
    name,
    source,
    isActive: enforcement === 'active',
    workflows: conditions?.workflow_path,
    events: events && (events.parameters?.allowed_events ?? []),
    restrictsActors: rules.some(({ type }) => type === 'restrict_actions_actors'),
  };
}
