import { type RefUpdate, refsChanged, ZERO_OID } from '../../changes/refs.ts';
import type { RefChange } from '../../git/ref-store.ts';
import { renderGitCommit } from '../../render/commit.ts';
import { judgeRef } from '../../rules/judge-refs.ts';
import { newWorkflowFile } from '../../rules/judge-workflow-files.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { ApiError, notFound } from '../api-error.ts';
import { page } from '../page.ts';
import { refuseViolations } from '../refuse-violations.ts';
import { refuseWorkflowFile } from '../refuse-workflow-file.ts';
import { created, noContent, ok, type Route, type RouteRequest, repositoryRoute } from '../route.ts';
import { asChange } from './find-issue.ts';

interface OfRef {
  /** Without the leading `refs/`. */
  ref: string;
}

export const gitRoutes: readonly Route[] = [
  repositoryRoute<OfRef>('git/get-ref', async ({ world, repository, params }) => {
    const sha = await repository.git.resolve(`refs/${params.ref}`);
    if (sha === undefined) throw notFound();
    return ok(renderRef(world, repository, `refs/${params.ref}`, sha));
  }),

  repositoryRoute<OfRef>('git/list-matching-refs', async (request) => {
    const { world, repository, params } = request;
    const branches = Object.entries(await repository.git.branches());
    const refs = branches.map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha }));
    const matching = refs.filter(({ ref }) => ref.startsWith(`refs/${params.ref}`));
    return page(request, matching, (slice) =>
      slice.map(({ ref, sha }) => renderRef(world, repository, ref, sha)),
    );
  }),

  repositoryRoute<unknown, { ref: string; sha: string }>('git/create-ref', async (request) => {
    const { world, repository, body } = request;
    if (!/^refs\/[^/]+\/.+/.test(body.ref)) throw new ApiError(422, 'Reference name is invalid');
    await checkObject(repository, body.sha);
    const update = { ref: body.ref, before: ZERO_OID, after: body.sha };
    if ((await repository.git.resolve(body.ref)) === undefined) await needAllowed(request, update);
    check(await repository.git.createRef(body.ref, body.sha));
    await refsChanged(asChange(request), [update]);
    return created(renderRef(world, repository, body.ref, body.sha));
  }),

  repositoryRoute<OfRef, { sha: string; force?: boolean }>('git/update-ref', async (request) => {
    const { world, repository, params, body } = request;
    const ref = `refs/${params.ref}`;
    const before = await repository.git.resolve(ref);
    if (before === undefined) throw new ApiError(422, 'Reference does not exist');
    await checkObject(repository, body.sha);
    if (body.force !== true && !(await repository.git.isAncestor(before, body.sha))) {
      throw new ApiError(422, 'Update is not a fast forward');
    }
    await needAllowed(request, { ref, before, after: body.sha });
    check(await repository.git.updateRef(ref, body.sha, before));
    await refsChanged(asChange(request), [{ ref, before, after: body.sha }]);
    return ok(renderRef(world, repository, ref, body.sha));
  }),

  repositoryRoute<OfRef>('git/delete-ref', async (request) => {
    const { repository, params } = request;
    const ref = `refs/${params.ref}`;
    const before = await repository.git.resolve(ref);
    if (before === undefined) throw new ApiError(422, 'Reference does not exist');
    if (ref === `refs/heads/${repository.defaultBranch}`) {
      throw new ApiError(422, 'Cannot delete the default branch');
    }
    await needAllowed(request, { ref, before, after: ZERO_OID });
    check(await repository.git.deleteRef(ref, before));
    await refsChanged(asChange(request), [{ ref, before, after: ZERO_OID }]);
    return noContent();
  }),

  repositoryRoute<{ commit_sha: string }>('git/get-commit', async ({ world, repository, params }) => {
    const commit = await repository.git.commit(params.commit_sha);
    if (!commit) throw notFound();
    return ok(renderGitCommit(world, repository, commit));
  }),

  repositoryRoute<{ tree_sha: string; recursive?: string }>('git/get-tree', async (request) => {
    const { world, repository, params } = request;
    const url = `${world.apiUrl}/repos/${repository.fullName}/git`;
    const commit = await repository.git.commit(params.tree_sha);
    const entries = await repository.git.listTree(params.tree_sha, {
      recursive: params.recursive !== undefined,
    });
    if (!commit || !entries) throw notFound();
    const tree = entries.map(({ oid: sha, ...entry }) => ({
      ...entry,
      sha,
      url: `${url}/${entry.type === 'tree' ? 'trees' : 'blobs'}/${sha}`,
    }));
    return ok({ sha: commit.tree, url: `${url}/trees/${commit.tree}`, tree, truncated: false });
  }),

  repositoryRoute<{ file_sha: string }>('git/get-blob', async ({ world, repository, params }) => {
    const blob = await repository.git.readObject(params.file_sha);
    if (blob?.type !== 'blob') throw notFound();
    return ok({
      sha: blob.oid,
      node_id: `B_${blob.oid}`,
      size: blob.content.length,
      url: `${world.apiUrl}/repos/${repository.fullName}/git/blobs/${blob.oid}`,
      content: blob.content.toString('base64'),
      encoding: 'base64',
    });
  }),
];

async function needAllowed(
  request: RouteRequest & { repository: Repository },
  update: RefUpdate,
): Promise<void> {
  refuseWorkflowFile(await newWorkflowFile(asChange(request), update));
  refuseViolations(422, await judgeRef(asChange(request), update));
}

async function checkObject(repository: Repository, sha: string): Promise<void> {
  if (!(await repository.git.commit(sha))) throw new ApiError(422, 'Object does not exist');
}

function check(change: RefChange): void {
  if (change.ok) return;
  const messages = {
    exists: 'Reference already exists',
    missing: 'Reference does not exist',
    stale: 'Reference cannot be updated',
    invalid: 'Reference update failed',
  };
  throw new ApiError(422, messages[change.reason]);
}

function renderRef(world: World, repository: Repository, ref: string, sha: string): Record<string, unknown> {
  const url = `${world.apiUrl}/repos/${repository.fullName}/git`;
  return {
    ref,
    node_id: `REF_${Buffer.from(`${repository.id}:${ref}`).toString('base64url')}`,
    url: `${url}/${ref}`,
    object: { sha, type: 'commit', url: `${url}/commits/${sha}` },
  };
}
