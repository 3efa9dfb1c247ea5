import { canTriage } from '../../auth/reach.ts';
import { closeIssue, editIssue, openIssue, reopenIssue } from '../../changes/issue.ts';
import { setLabels } from '../../changes/labels.ts';
import { issueTextProblems, labelTextProblems, type TextProblem } from '../../changes/text-limits.ts';
import { renderIssue } from '../../render/issue.ts';
import { renderIssueEvent } from '../../render/issue-event.ts';
import { narrowIssues } from '../../state/narrow-issues.ts';
import type { Issue } from '../../state/repository.ts';
import { refuseTexts, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { RefusedInput } from '../read-input.ts';
import { created, ok, type Route, repositoryRoute } from '../route.ts';
import { asChange, findIssue } from './find-issue.ts';

interface ListParams {
  state: 'open' | 'closed' | 'all';
  labels?: string;
  since?: string;
  creator?: string;
  sort: 'created' | 'updated' | 'comments';
  direction: 'asc' | 'desc';
}

interface IssueBody {
  title?: string | number;
  body?: string | null;
  state?: 'open' | 'closed';
  state_reason?: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  labels?: (string | { name?: string })[];
}

/** What the description allows and this sandbox has no state for: refused, rather than ignored. */
const UNSUPPORTED_FILTERS = ['milestone', 'assignee', 'mentioned', 'type', 'issue_field_values'];

export const issueRoutes: readonly Route[] = [
  repositoryRoute<ListParams>('issues/list-for-repo', (request) => {
    const { world, repository, params } = request;
    for (const filter of UNSUPPORTED_FILTERS) {
      if (params[filter] !== undefined)
        throw validationFailed([{ resource: 'Issue', field: filter, code: 'not in the sandbox' }]);
    }
    const candidates = narrowIssues(repository, {
      isOpen: params.state === 'open',
      labels: labelsIn(params).map((name) => [name]),
    });
    const issues = candidates.filter((issue) => matches(issue, params)).sort(order(params));
    return page(request, issues, (slice) => slice.map((issue) => renderIssue(world, repository, issue)));
  }),

  repositoryRoute<{ issue_number: number }>('issues/get', ({ world, repository, params }) =>
    ok(renderIssue(world, repository, findIssue(repository, params.issue_number))),
  ),

  repositoryRoute<unknown, IssueBody>('issues/create', async (request) => {
    const { world, actor, repository, body } = request;
    // "Only users with push access can set labels for new issues. Labels are silently dropped otherwise."
    const mayTriage = canTriage(actor, repository);
    if (mayTriage) refuseFields(body);
    const labels = mayTriage ? labelNames(body.labels ?? []) : [];
    const title = String(body.title);
    refuseTexts(problemsOf({ title, body: body.body, labels }));
    const issue = await openIssue(asChange(request), { title, body: body.body, labels });
    return created(renderIssue(world, repository, issue));
  }),

  repositoryRoute<{ issue_number: number }, IssueBody>('issues/update', async (request) => {
    const { world, repository, params, body } = request;
    const change = asChange(request);
    const issue = findIssue(repository, params.issue_number);
    refuseFields(body);
    const title = body.title === undefined || body.title === null ? undefined : String(body.title);
    const labels = body.labels && labelNames(body.labels);
    refuseTexts(problemsOf({ title, body: body.body, labels }));
    await editIssue(change, issue, { title, body: body.body });
    if (labels) await setLabels(change, issue, labels);
    if (body.state === 'closed') await closeIssue(change, issue, body.state_reason ?? 'completed');
    if (body.state === 'open') await reopenIssue(change, issue);
    return ok(renderIssue(world, repository, issue));
  }),

  repositoryRoute<{ issue_number: number }>('issues/list-events', (request) => {
    const { world, repository, params } = request;
    const issue = findIssue(repository, params.issue_number);
    return page(request, issue.timeline, (slice) =>
      slice.map((entry) => renderIssueEvent(world, repository, issue, entry)),
    );
  }),
];

/** What the description allows, and this sandbox has no state for. */
const UNSUPPORTED_FIELDS = ['assignee', 'assignees', 'milestone', 'type', 'issue_field_values'];

function refuseFields(body: IssueBody): void {
  const field = UNSUPPORTED_FIELDS.find((name) => (body as Record<string, unknown>)[name] !== undefined);
  if (field !== undefined) throw new RefusedInput(422, `The sandbox gives issues no ${field}`);
}

function problemsOf({
  labels = [],
  ...texts
}: {
  title: string | undefined;
  body: string | null | undefined;
  labels: readonly string[] | undefined;
}): TextProblem[] {
  return [...issueTextProblems(texts), ...labels.flatMap((name) => labelTextProblems({ name }))];
}

function matches(issue: Issue, params: ListParams): boolean {
  const { state, since, creator } = params;
  const names = new Set(issue.labels.map(({ name }) => name.toLowerCase()));
  return (
    (state === 'all' || issue.state === state) &&
    labelsIn(params).every((name) => names.has(name)) &&
    (since === undefined || Date.parse(issue.updatedAt) >= Date.parse(since)) &&
    (creator === undefined || issue.author.login.toLowerCase() === creator.toLowerCase())
  );
}

function labelsIn({ labels = '' }: ListParams): string[] {
  return labels
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
}

/** Numbers break ties, as later issues have later ids. */
function order({ sort, direction }: ListParams): (a: Issue, b: Issue) => number {
  const key = (issue: Issue): number =>
    sort === 'comments'
      ? issue.comments.length
      : Date.parse(sort === 'updated' ? issue.updatedAt : issue.createdAt);
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => sign * (key(a) - key(b) || a.id - b.id);
}

function labelNames(labels: NonNullable<IssueBody['labels']>): string[] {
  return labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
}
