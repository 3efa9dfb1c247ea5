import { closeIssue, editIssue, reopenIssue } from '../../changes/issue.ts';
import { mergePull, openPull } from '../../changes/pull-request.ts';
import { issueTextProblems } from '../../changes/text-limits.ts';
import { type PullSide, renderPull, renderSimplePull } from '../../render/pull-request.ts';
import { judgeMerge } from '../../rules/judge-refs.ts';
import type { Actor } from '../../state/actor.ts';
import type { Issue, PullRequest, Repository } from '../../state/repository.ts';
import { ApiError, notFound, refuseTexts, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { refuseViolations } from '../refuse-violations.ts';
import { created, noContent, ok, type Route, repositoryRoute } from '../route.ts';
import { asChange, findPull } from './find-issue.ts';

interface OfPull {
  pull_number: number;
}

interface ListParams {
  state: 'open' | 'closed' | 'all';
  head?: string;
  base?: string;
  sort: 'created' | 'updated' | 'popularity' | 'long-running';
  direction?: 'asc' | 'desc';
}

interface PullBody {
  title?: string;
  head: string;
  base: string;
  body?: string;
  draft?: boolean;
}

interface UpdateBody {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  base?: string;
}

interface MergeBody {
  commit_title?: string;
  commit_message?: string;
  sha?: string;
  merge_method?: 'merge' | 'squash' | 'rebase';
}

export const pullRoutes: readonly Route[] = [
  repositoryRoute<ListParams>('pulls/list', (request) => {
    const { world, repository, params } = request;
    const pulls = pullsOf(repository)
      .filter((side) => matches(repository, side, params))
      .sort(order(params));
    return page(request, pulls, (slice) => slice.map((side) => renderSimplePull(world, repository, side)));
  }),

  repositoryRoute<OfPull>('pulls/get', async ({ world, repository, params }) => {
    const issue = findPull(repository, params.pull_number);
    return ok(await renderPull(world, repository, { issue, pull: issue.pull }));
  }),

  repositoryRoute<unknown, PullBody>('pulls/create', async (request) => {
    const { world, actor, repository, body } = request;
    refuseActions(actor, repository);
    const branches = await checkBranches(repository, body);
    const { title, body: text, draft = false } = body;
    if (title === undefined)
      throw validationFailed([{ resource: 'PullRequest', field: 'title', code: 'missing_field' }]);
    refuseTexts(issueTextProblems({ title, body: text }, 'PullRequest'));
    const issue = await openPull(asChange(request), { title, body: text, draft, ...branches });
    if (!issue.pull) throw new Error('a pull request without its pull side');
    return created(await renderPull(world, repository, { issue, pull: issue.pull }));
  }),

  repositoryRoute<OfPull, UpdateBody>('pulls/update', async (request) => {
    const { world, repository, params, body } = request;
    const change = asChange(request);
    const issue = findPull(repository, params.pull_number);
    refuseTexts(issueTextProblems(body, 'PullRequest'));
    await editIssue(change, issue, { title: body.title, body: body.body });
    if (body.base !== undefined && body.base !== issue.pull.baseRef) {
      const baseSha = await repository.git.head(body.base);
      if (baseSha === undefined) throw invalidField('base');
      Object.assign(issue.pull, { baseRef: body.base, baseSha });
    }
    if (body.state === 'closed') await closeIssue(change, issue);
    if (body.state === 'open' && issue.state === 'closed') {
      await checkReopening(repository, issue);
      await reopenIssue(change, issue);
    }
    return ok(await renderPull(world, repository, { issue, pull: issue.pull }));
  }),

  repositoryRoute<OfPull, MergeBody>('pulls/merge', async (request) => {
    const { repository, params, body } = request;
    const issue = findPull(repository, params.pull_number);
    if (issue.state === 'closed') throw new ApiError(405, 'Pull Request is not mergeable');
    if (issue.pull.draft) throw new ApiError(405, 'Pull Request is still a draft');
    if (body.sha !== undefined && body.sha !== issue.pull.headSha) {
      throw new ApiError(409, 'Head branch was modified. Review and try the merge again.');
    }
    if (body.merge_method === 'rebase')
      throw new ApiError(405, 'Rebase merges are not allowed on this repository.');
    const method = body.merge_method ?? 'merge';
    refuseViolations(405, await judgeMerge(asChange(request), issue.pull, method));
    const sha = await mergePull(asChange(request), issue, {
      method,
      title: body.commit_title,
      message: body.commit_message,
    });
    if (sha === undefined) throw new ApiError(405, 'Pull Request is not mergeable');
    return ok({ sha, merged: true, message: 'Pull Request successfully merged' });
  }),

  repositoryRoute<OfPull>('pulls/check-if-merged', ({ repository, params }) => {
    if (findPull(repository, params.pull_number).pull.mergedAt === null) throw notFound();
    return noContent();
  }),
];

function pullsOf(repository: Repository): PullSide[] {
  return repository.issues.pulls.map((issue) => ({ issue, pull: issue.pull }));
}

function matches(
  repository: Repository,
  { issue, pull }: PullSide,
  { state, head, base }: ListParams,
): boolean {
  // GitHub ignores a head without its owner, and lists everything.
  if (head !== undefined && !head.includes(':'))
    throw validationFailed([{ resource: 'PullRequest', field: 'head', code: 'invalid' }]);
  return (
    (state === 'all' || issue.state === state) &&
    (base === undefined || pull.baseRef === base) &&
    (head === undefined || head === `${(pull.headRepository ?? repository).owner.login}:${pull.headRef}`)
  );
}

function order({
  sort,
  direction = sort === 'created' ? 'desc' : 'asc',
}: ListParams): (a: PullSide, b: PullSide) => number {
  const key = ({ issue }: PullSide): number =>
    Date.parse(sort === 'updated' ? issue.updatedAt : issue.createdAt);
  const sign = direction === 'asc' ? 1 : -1;
  return (a, b) => sign * (key(a) - key(b) || a.issue.number - b.issue.number);
}

/** https://docs.github.com/repositories: "Allow GitHub Actions to create and approve pull requests" */
function refuseActions(actor: Actor, repository: Repository): void {
  if (actor.kind === 'workflow' && !repository.allowActionsToCreatePullRequests) {
    throw new ApiError(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  }
}

async function checkBranches(
  repository: Repository,
  { head, base }: PullBody,
): Promise<{ headRef: string; baseRef: string; headSha: string; baseSha: string }> {
  const headRef = head.startsWith(`${repository.owner.login}:`) ? head.slice(head.indexOf(':') + 1) : head;
  const [headSha, baseSha] = [await repository.git.head(headRef), await repository.git.head(base)];
  if (baseSha === undefined) throw invalidField('base');
  if (headSha === undefined) throw invalidField('head');
  refuseSecond(repository, headRef, base);
  const commits = await repository.git.commits(baseSha, headSha);
  if (commits.length === 0) throw custom(`No commits between ${base} and ${headRef}`);
  return { headRef, baseRef: base, headSha, baseSha };
}

/** One open pull request for a head and a base. */
function refuseSecond(repository: Repository, headRef: string, baseRef: string): void {
  const exists = pullsOf(repository).some(
    ({ issue, pull }) =>
      issue.state === 'open' && !pull.headRepository && pull.headRef === headRef && pull.baseRef === baseRef,
  );
  if (exists) throw custom(`A pull request already exists for ${repository.owner.login}:${headRef}.`);
}

async function checkReopening(
  repository: Repository,
  { pull }: Issue & { pull: PullRequest },
): Promise<void> {
  if (pull.mergedAt !== null) throw custom('Cannot reopen a merged pull request.');
  if (pull.headRepository) return;
  const headSha = await repository.git.head(pull.headRef);
  if (headSha === undefined)
    throw custom(`state cannot be changed. The ${pull.headRef} branch has been deleted.`);
  refuseSecond(repository, pull.headRef, pull.baseRef);
  pull.headSha = headSha;
}

function invalidField(field: string): ApiError {
  return validationFailed([{ resource: 'PullRequest', field, code: 'invalid' }]);
}

function custom(message: string): ApiError {
  return validationFailed([{ resource: 'PullRequest', code: 'custom', message }]);
}
