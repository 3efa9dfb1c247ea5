import { narrowIssues } from '../state/narrow-issues.ts';
import type { Issue, Repository } from '../state/repository.ts';

export type Direction = 'ASC' | 'DESC';

interface IssueOrder {
  field: 'CREATED_AT' | 'UPDATED_AT' | 'COMMENTS';
  direction: Direction;
}

export interface IssueArgs {
  states?: ('OPEN' | 'CLOSED')[] | null;
  labels?: string[] | null;
  orderBy?: IssueOrder | null;
  filterBy?: {
    assignee?: string | null;
    createdBy?: string | null;
    mentioned?: string | null;
    labels?: string[] | null;
    since?: string | null;
    states?: ('OPEN' | 'CLOSED')[] | null;
  } | null;
}

export interface PullArgs {
  states?: ('OPEN' | 'CLOSED' | 'MERGED')[] | null;
  labels?: string[] | null;
  headRefName?: string | null;
  baseRefName?: string | null;
  orderBy?: IssueOrder | null;
}

export function filterIssues(
  repository: Repository,
  { states, labels, orderBy, filterBy }: IssueArgs,
): Issue[] {
  const isWanted = (issue: Issue): boolean =>
    !issue.pull &&
    (!states || states.some((state) => state === stateOf(issue))) &&
    hasAnyLabel(issue, labels) &&
    (!filterBy ||
      ((!filterBy.states || filterBy.states.some((state) => state === stateOf(issue))) &&
        hasAnyLabel(issue, filterBy.labels) &&
        (!filterBy.since || Date.parse(issue.updatedAt) >= Date.parse(filterBy.since)) &&
        (!filterBy.createdBy || isLogin(issue.author.login, filterBy.createdBy)) &&
        mentions(issue, filterBy.mentioned) &&
        hasAssignee(issue, filterBy.assignee)));
  const candidates = narrowIssues(repository, {
    isOpen: [states, filterBy?.states].some((wanted) => wanted?.join() === 'OPEN'),
    labels: [labels, filterBy?.labels].flatMap((names) => (names && names.length > 0 ? [names] : [])),
  });
  return sortIssues(candidates.filter(isWanted), orderBy);
}

export function filterPulls(pulls: readonly Issue[], args: PullArgs): Issue[] {
  const { states, labels, headRefName, baseRefName, orderBy } = args;
  const isWanted = (issue: Issue): boolean =>
    (!states || states.some((state) => state === stateOf(issue))) &&
    hasAnyLabel(issue, labels) &&
    (!headRefName || issue.pull?.headRef === headRefName) &&
    (!baseRefName || issue.pull?.baseRef === baseRefName);
  return sortIssues(pulls.filter(isWanted), orderBy);
}

export function stateOf(issue: Issue): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (issue.pull?.mergedAt) return 'MERGED';
  return issue.state === 'open' ? 'OPEN' : 'CLOSED';
}

/** Unlike REST, GraphQL takes several labels as alternatives. */
function hasAnyLabel(issue: Issue, labels: readonly string[] | null | undefined): boolean {
  if (!labels || labels.length === 0) return true;
  return labels.some((wanted) =>
    issue.labels.some(({ name }) => name.toLowerCase() === wanted.toLowerCase()),
  );
}

function hasAssignee({ assignees }: Issue, wanted: string | null | undefined): boolean {
  if (!wanted || wanted === '*') return !wanted || assignees.length > 0;
  return assignees.some(({ login }) => isLogin(login, wanted));
}

function mentions({ body, comments }: Issue, login: string | null | undefined): boolean {
  if (!login) return true;
  const mention = new RegExp(`@${login.replaceAll(/[^\w-]/g, '')}\\b`, 'i');
  return [body ?? '', ...comments.map((comment) => comment.body)].some((text) => mention.test(text));
}

function isLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Oldest first by default. Later issues have later ids, which break ties. */
function sortIssues(issues: Issue[], order: IssueOrder | null | undefined): Issue[] {
  const sign = order?.direction === 'DESC' ? -1 : 1;
  const key = (issue: Issue): number => {
    if (order?.field === 'COMMENTS') return issue.comments.length;
    return order?.field === 'UPDATED_AT' ? Date.parse(issue.updatedAt) : 0;
  };
  return issues.sort((a, b) => sign * (key(a) - key(b) || a.id - b.id));
}
