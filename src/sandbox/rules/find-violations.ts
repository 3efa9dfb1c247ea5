import type { Rule } from '../ruleset.ts';
import type { Actor } from '../state/actor.ts';
import type { PullRequest, Repository } from '../state/repository.ts';
import { letsPast } from './lets-past.ts';
import { matchesBranch } from './matches-branch.ts';
import { type RuleWithParameters, rulesOf } from './parameters.ts';

/** What is about to happen to a branch. */
export interface Attempt {
  branch: string;
  /** `rewrite`: to where the branch does not lead. */
  kind: 'create' | 'update' | 'rewrite' | 'delete';
  /** Commits that would be new there and that nobody has signed. */
  unsigned: readonly string[];
  /** The pull request by whose merge it happens. */
  merged?: PullRequest;
}

export interface RuleViolation {
  message: string;
  /** Those that break the rule, where it is about commits. */
  commits: readonly string[];
}

/** What forbids it, by all the rulesets that are about the branch; nothing if it may be done. */
export function findViolations(
  { repository, by }: { repository: Repository; by: Actor },
  attempt: Attempt,
): RuleViolation[] {
  const isDefault = attempt.branch === repository.defaultBranch;
  const isMerge = attempt.merged !== undefined;
  return repository.rulesets
    .filter(({ enforcement = 'active' }) => enforcement === 'active')
    .filter((ruleset) => matchesBranch(ruleset, attempt.branch, isDefault))
    .filter((ruleset) => !letsPast(ruleset, { actor: by, repository, isMerge }))
    .flatMap(rulesOf)
    .flatMap((rule) => judge(rule, attempt) ?? []);
}

function judge(rule: RuleWithParameters, attempt: Attempt): RuleViolation | undefined {
  const { kind, unsigned, merged } = attempt;
  const isMove = kind === 'update' || kind === 'rewrite';
  switch (rule.type) {
    case 'creation':
      return kind === 'create'
        ? violation('Cannot create ref due to creations being restricted.')
        : undefined;
    case 'update':
      return isMove ? violation('Cannot update this protected ref.') : undefined;
    case 'deletion':
      return kind === 'delete' ? violation('Cannot delete this branch') : undefined;
    case 'non_fast_forward':
      return kind === 'rewrite' ? violation('Cannot force-push to this branch') : undefined;
    case 'required_signatures':
      return unsigned.length > 0 ? violation('Commits must have verified signatures.', unsigned) : undefined;
    case 'pull_request':
      if (!isMove) return undefined;
      return merged
        ? judgeApprovals(rule.approvals, merged)
        : violation('Changes must be made through a pull request.');
    case 'required_status_checks':
      return isMove || (kind === 'create' && !rule.exemptsCreation) ? judgeChecks(rule) : undefined;
  }
}

function judgeApprovals(needed: number, { reviews }: PullRequest): RuleViolation | undefined {
  const opinions = new Map(
    reviews.filter(({ state }) => state !== 'COMMENTED').map((one) => [one.author, one.state]),
  );
  const approvals = [...opinions.values()].filter((state) => state === 'APPROVED').length;
  if (approvals >= needed) return undefined;
  return violation(
    `At least ${needed} approving review${needed === 1 ? ' is' : 's are'} required by reviewers with write access.`,
  );
}

/** The sandbox has no checks, so that none of them has ever been reported. */
function judgeChecks({
  checks,
}: Extract<Rule, { type: 'required_status_checks' }>): RuleViolation | undefined {
  const [first, ...more] = checks;
  if (first === undefined) return undefined;
  return violation(
    more.length === 0
      ? `Required status check "${first}" is expected.`
      : `${checks.length} of ${checks.length} required status checks are expected.`,
  );
}

function violation(message: string, commits: readonly string[] = []): RuleViolation {
  return { message, commits };
}
