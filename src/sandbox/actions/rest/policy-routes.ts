import type { ActionsPolicy } from '../../actions-settings.ts';
import { notFound } from '../../rest/api-error.ts';
import { page } from '../../rest/page.ts';
import { ok, type Route, repositoryRoute } from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';

/** What may run at all, by the settings of Actions: General and Policies. */
export const policyRoutes: readonly Route[] = [
  repositoryRoute('actions/get-github-actions-permissions-repository', ({ repository }) => {
    const { enabled, allowed, requiresSha } = repository.actions;
    return ok({ enabled, ...(enabled && { allowed_actions: allowed, sha_pinning_required: requiresSha }) });
  }),

  repositoryRoute('actions/get-allowed-actions-repository', ({ repository }) => {
    const { githubOwned, verified, patterns } = repository.actions;
    return ok({
      github_owned_allowed: githubOwned,
      verified_allowed: verified,
      patterns_allowed: patterns,
    });
  }),

  repositoryRoute('actions/list-repo-actions-policies', (request) => {
    const { repository } = request;
    const all = repository.actionsPolicies.map((_, index) => renderPolicy(repository, index, 'list'));
    return page(request, all, (policies) => ({ total_count: all.length, policies }));
  }),

  repositoryRoute<{ policy_id: number }>('actions/get-repo-actions-policy', ({ repository, params }) =>
    ok(renderPolicy(repository, params.policy_id - 1, 'alone')),
  ),
];

function renderPolicy(repository: Repository, index: number, where: 'list' | 'alone'): object {
  const policy = repository.actionsPolicies[index];
  if (!policy) throw notFound();
  const { name, enforcement, source, isListedInFull = true } = policy;
  return {
    id: index + 1,
    name,
    target: 'actions',
    source_type: source,
    source: source === 'Repository' ? repository.fullName : repository.owner.login,
    enforcement,
    ...((isListedInFull || where === 'alone') && renderRules(policy)),
  };
}

function renderRules({ workflows, events, actors }: ActionsPolicy): object {
  return {
    conditions: workflows ? { workflow_path: { exclude: [], ...workflows } } : {},
    rules: [
      ...(events ? [{ type: 'restrict_action_events', parameters: { allowed_events: events } }] : []),
      ...(actors ? [{ type: 'restrict_actions_actors', parameters: { allowed_actors: actors } }] : []),
    ],
  };
}
