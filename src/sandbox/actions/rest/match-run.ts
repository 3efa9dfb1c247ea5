import { validationFailed } from '../../rest/api-error.ts';
import type { WorkflowRun } from '../workflow-run.ts';

export interface RunFilter {
  actor?: string;
  branch?: string;
  event?: string;
  /** A status or a conclusion. */
  status?: string;
  /** `>=2026-01-01`, `2026-01-01..2026-01-31`, `*..2026-01-31T10:00:00Z` */
  created?: string;
  head_sha?: string;
  check_suite_id?: number;
}

export function matchesRun(run: WorkflowRun, filter: RunFilter): boolean {
  return (
    (filter.actor === undefined || run.actor.toLowerCase() === filter.actor.toLowerCase()) &&
    (filter.branch === undefined || run.headBranch === filter.branch) &&
    (filter.event === undefined || run.event === filter.event) &&
    (filter.head_sha === undefined || run.headSha === filter.head_sha) &&
    (filter.check_suite_id === undefined || run.id === filter.check_suite_id) &&
    (filter.status === undefined || run.status === filter.status || run.conclusion === filter.status) &&
    (filter.created === undefined || isInRange(run.createdAt, filter.created))
  );
}

/** The date syntax of GitHub's search. A day stands for its whole length. */
function isInRange(createdAt: string, range: string): boolean {
  const at = Date.parse(createdAt);
  const [from, to] = range.split('..');
  if (from !== undefined && to !== undefined) {
    return (from === '*' || at >= start(from)) && (to === '*' || at <= end(to));
  }
  const [, operator = '', date = ''] = /^(>=|<=|>|<|)(.+)$/.exec(range) ?? [];
  switch (operator) {
    case '>=':
      return at >= start(date);
    case '>':
      return at > end(date);
    case '<=':
      return at <= end(date);
    case '<':
      return at < start(date);
    default:
      return at >= start(date) && at <= end(date);
  }
}

function start(date: string): number {
  const time = Date.parse(date);
  if (Number.isNaN(time))
    throw validationFailed([{ resource: 'WorkflowRun', field: 'created', code: 'invalid' }]);
  return time;
}

function end(date: string): number {
  return date.includes('T') ? start(date) + 999 : start(date) + 24 * 3_600_000 - 1;
}
