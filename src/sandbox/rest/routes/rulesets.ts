import { covers } from '../../auth/reach.ts';
import { matchesBranch } from '../../rules/matches-branch.ts';
import { checkRuleset, type RuleWithParameters, rulesOf } from '../../rules/parameters.ts';
import type { Ruleset, RuleType } from '../../ruleset.ts';
import type { Repository } from '../../state/repository.ts';
import { notFound } from '../api-error.ts';
import { page } from '../page.ts';
import { RefusedInput } from '../read-input.ts';
import { created, ok, type Route, type RouteRequest, repositoryRoute } from '../route.ts';

export const rulesetRoutes: readonly Route[] = [
  repositoryRoute<{ branch: string }>('repos/get-branch-rules', (request) => {
    const { repository, params } = request;
    const isDefault = params.branch === repository.defaultBranch;
    const rules = repository.rulesets.flatMap((ruleset, index) =>
      isActive(ruleset) && matchesBranch(ruleset, params.branch, isDefault)
        ? rulesOf(ruleset).map((rule) => ({
            ...renderRule(rule),
            ruleset_source_type: 'Repository',
            ruleset_source: repository.fullName,
            ruleset_id: index + 1,
          }))
        : [],
    );
    return page(request, rules, (slice) => slice);
  }),

  repositoryRoute<{ targets?: string }>('repos/get-repo-rulesets', (request) => {
    const { actor, repository, params } = request;
    // The sandbox has rulesets of branches alone.
    const isMeant = params.targets === undefined || params.targets.split(',').includes('branch');
    const listed = (isMeant ? repository.rulesets : []).map((ruleset, index) => {
      const { id, name, target, source_type, source, enforcement } = renderRuleset(ruleset, {
        id: index + 1,
        repository,
        actor,
      });
      return { id, name, target, source_type, source, enforcement };
    });
    return page(request, listed, (slice) => slice);
  }),

  repositoryRoute<{ ruleset_id: number }>('repos/get-repo-ruleset', ({ actor, repository, params }) => {
    const ruleset = repository.rulesets[params.ruleset_id - 1];
    if (!ruleset) throw notFound();
    return ok(renderRuleset(ruleset, { id: params.ruleset_id, repository, actor }));
  }),

  repositoryRoute<never, RulesetBody>('repos/create-repo-ruleset', ({ actor, repository, body }) => {
    const ruleset = toRuleset(body);
    const id = repository.rulesets.push(ruleset);
    return created(renderRuleset(ruleset, { id, repository, actor }));
  }),
];

interface RulesetBody {
  name: string;
  target?: string;
  enforcement: NonNullable<Ruleset['enforcement']>;
  conditions?: { ref_name?: { include?: string[]; exclude?: string[] } };
  bypass_actors?: object[];
  rules?: { type: string; parameters?: object }[];
}

/** Refuses what would be told and not enforced. */
function toRuleset(body: RulesetBody): Ruleset {
  const { name, target = 'branch', enforcement, conditions, bypass_actors: bypass = [], rules = [] } = body;
  if (target !== 'branch' || bypass.length > 0 || rules.some(({ parameters }) => parameters)) {
    throw new RefusedInput(422, 'The sandbox makes rulesets of branches, without bypass and parameters');
  }
  const ruleset: Ruleset = {
    name,
    enforcement,
    branches: (conditions?.ref_name?.include ?? []).map(fromRefName),
    exclude: (conditions?.ref_name?.exclude ?? []).map(fromRefName),
    // What is none of them is refused below.
    rules: rules.map(({ type }) => type as RuleType),
  };
  try {
    checkRuleset(ruleset);
  } catch (error) {
    throw new RefusedInput(422, error instanceof Error ? error.message : String(error));
  }
  return ruleset;
}

interface Rendering {
  id: number;
  repository: Repository;
  actor: RouteRequest['actor'];
}

function renderRuleset(ruleset: Ruleset, { id, repository, actor }: Rendering) {
  const granted =
    actor.kind === 'person' ? actor.user.access.get(repository.fullName.toLowerCase()) : undefined;
  const bypass = (ruleset.bypass ?? []).map(({ type, id, mode = 'always' }) => ({
    actor_type: type,
    actor_id: id,
    bypass_mode: mode,
  }));
  return {
    id,
    name: ruleset.name,
    target: 'branch',
    source_type: 'Repository',
    source: repository.fullName,
    enforcement: ruleset.enforcement ?? 'active',
    conditions: {
      ref_name: {
        include: ruleset.branches.map(toRefName),
        exclude: (ruleset.exclude ?? []).map(toRefName),
      },
    },
    rules: rulesOf(ruleset).map(renderRule),
    // Only those who may change the ruleset are told who need not keep to it.
    ...(covers(granted, 'admin') && { bypass_actors: bypass }),
  };
}

function isActive({ enforcement = 'active' }: Ruleset): boolean {
  return enforcement === 'active';
}

function toRefName(pattern: string): string {
  return pattern.startsWith('~') ? pattern : `refs/heads/${pattern}`;
}

function fromRefName(name: string): string {
  return name.replace(/^refs\/heads\//, '');
}

function renderRule(rule: RuleWithParameters): object {
  switch (rule.type) {
    case 'pull_request':
      return {
        type: rule.type,
        parameters: {
          dismiss_stale_reviews_on_push: false,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_approving_review_count: rule.approvals,
          required_review_thread_resolution: false,
        },
      };
    case 'required_status_checks':
      return {
        type: rule.type,
        parameters: {
          do_not_enforce_on_create: rule.exemptsCreation ?? false,
          required_status_checks: rule.checks.map((context) => ({ context })),
          strict_required_status_checks_policy: false,
        },
      };
    case 'update':
      return { type: rule.type, parameters: { update_allows_fetch_and_merge: false } };
    default:
      return { type: rule.type };
  }
}
