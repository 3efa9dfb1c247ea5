import { renderChangedFile, renderCommit } from '../../render/commit.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { ApiError, notFound, validationFailed } from '../api-error.ts';
import { page } from '../page.ts';
import { ok, type Route, repositoryRoute } from '../route.ts';

/** What the description allows and nobody here has asked for: refused, rather than ignored. */
const UNSUPPORTED_FILTERS = ['author', 'committer', 'since', 'until'];

export const historyRoutes: readonly Route[] = [
  repositoryRoute('repos/list-branches', async (request) => {
    const { world, repository } = request;
    const branches = Object.entries(await repository.git.branches());
    return page(request, branches, (slice) =>
      slice.map(([name, sha]) => ({
        name,
        commit: { sha, url: `${world.apiUrl}/repos/${repository.fullName}/commits/${sha}` },
        protected: false,
      })),
    );
  }),

  repositoryRoute<{ branch: string }>('repos/get-branch', async ({ world, repository, params }) => {
    const head = await repository.git.head(params.branch);
    if (head === undefined) throw new ApiError(404, 'Branch not found');
    const url = `${world.apiUrl}/repos/${repository.fullName}/branches/${params.branch}`;
    return ok({
      name: params.branch,
      commit: await describeCommit(world, repository, head),
      _links: { self: url, html: `${world.url}/${repository.fullName}/tree/${params.branch}` },
      protected: false,
      protection: {
        enabled: false,
        required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
      },
      protection_url: `${url}/protection`,
    });
  }),

  repositoryRoute<{ sha?: string; path?: string }>('repos/list-commits', async (request) => {
    const { world, repository, params } = request;
    for (const filter of UNSUPPORTED_FILTERS) {
      if (params[filter] !== undefined)
        throw validationFailed([{ resource: 'Commit', field: filter, code: 'not in the sandbox' }]);
    }
    const from = await repository.git.resolve(params.sha ?? repository.defaultBranch);
    if (from === undefined) throw notFound();
    const commits = await repository.git.history(from, params.path);
    return page(request, commits, (slice) => slice.map((one) => renderCommit(world, repository, one)));
  }),

  repositoryRoute<{ ref: string }>('repos/get-commit', async ({ world, repository, params }) => {
    const oid = await repository.git.resolve(params.ref);
    if (oid === undefined) throw new ApiError(422, `No commit found for SHA: ${params.ref}`);
    return ok(await describeCommit(world, repository, oid));
  }),

  repositoryRoute<{ basehead: string }>('repos/compare-commits-with-basehead', async (request) => {
    const { world, repository, params } = request;
    const { git } = repository;
    const [base, head] = await Promise.all(params.basehead.split('...', 2).map((ref) => git.resolve(ref)));
    if (base === undefined || head === undefined) throw notFound();
    const mergeBase = await git.mergeBase(base, head);
    if (mergeBase === undefined) throw new ApiError(404, 'No common ancestor');
    const [ahead, behind] = [await git.commits(base, head), await git.commits(head, base)];
    const files = await git.changedFiles(base, head);
    const html = `${world.url}/${repository.fullName}/compare/${params.basehead}`;
    return ok({
      url: `${world.apiUrl}/repos/${repository.fullName}/compare/${params.basehead}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: await describeCommit(world, repository, base),
      merge_base_commit: await describeCommit(world, repository, mergeBase),
      status: statusOf(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead.map((commit) => renderCommit(world, repository, commit)),
      files: files.map((file) => renderChangedFile(world, repository, head, file)),
    });
  }),
];

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

async function describeCommit(
  world: World,
  repository: Repository,
  oid: string,
): Promise<Record<string, unknown>> {
  const commit = await repository.git.commit(oid);
  if (!commit) throw notFound();
  return renderCommit(world, repository, commit);
}
