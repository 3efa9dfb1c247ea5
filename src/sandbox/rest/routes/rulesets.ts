import type { Ruleset } from '../../actions-settings.ts';
import { covers } from '../../auth/reach.ts';
import { notFound } from '../api-error.ts';
import { page } from '../page.ts';
import { ok, type Route, repositoryRoute } from '../route.ts';

export const rulesetRoutes: readonly Route[] = [
  repositoryRoute<{ branch: string }>('repos/get-branch-rules', (request) => {
    const { repository, params } = request;
    const rules = repository.rulesets.flatMap((ruleset, index) =>
      applies(ruleset, params.branch)
        ? ruleset.rules.map((type) => ({
            ...renderRule(type),
            ruleset_source_type: 'Repository',
            ruleset_source: repository.fullName,
            ruleset_id: index + 1,
          }))
        : [],
    );
    return page(request, rules, (slice) => slice);
  }),

  repositoryRoute<{ ruleset_id: number }>('repos/get-repo-ruleset', ({ actor, repository, params }) => {
    const ruleset = repository.rulesets[params.ruleset_id - 1];
    if (!ruleset) throw notFound();
    const granted =
      actor.kind === 'person' ? actor.user.access.get(repository.fullName.toLowerCase()) : undefined;
    const bypass = (ruleset.bypass ?? []).map(({ type, id }) => ({
      actor_type: type,
      actor_id: id,
      bypass_mode: 'always',
    }));
    return ok({
      id: params.ruleset_id,
      name: ruleset.name,
      target: 'branch',
      source_type: 'Repository',
      source: repository.fullName,
      enforcement: 'active',
      rules: ruleset.rules.map(renderRule),
      // Only those who may change the ruleset are told who need not keep to it.
      ...(covers(granted, 'admin') && { bypass_actors: bypass }),
    });
  }),
];

function applies({ branches }: Ruleset, branch: string): boolean {
  return branches.some((name) =>
    name.endsWith('/**') ? branch.startsWith(name.slice(0, -2)) : name === branch,
  );
}

const PARAMETERS: Readonly<Record<string, object>> = {
  pull_request: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 1,
    required_review_thread_resolution: false,
  },
  required_status_checks: { required_status_checks: [], strict_required_status_checks_policy: false },
  update: { update_allows_fetch_and_merge: false },
};

function renderRule(type: string): object {
  return { type, ...(PARAMETERS[type] && { parameters: PARAMETERS[type] }) };
}
