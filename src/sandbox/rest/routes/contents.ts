import { refsChanged } from '../../changes/refs.ts';
import { signatureOf } from '../../changes/signature.ts';
import type { GitObject } from '../../git/loose-objects.ts';
import { renderGitCommit } from '../../render/commit.ts';
import { fileEntry, renderDirectory, renderFile } from '../../render/content.ts';
import { judgeCommit } from '../../rules/judge-refs.ts';
import { isBot } from '../../state/actor.ts';
import type { Repository } from '../../state/repository.ts';
import { ApiError, notFound } from '../api-error.ts';
import { refuseViolations } from '../refuse-violations.ts';
import { refuseWorkflowPath } from '../refuse-workflow-file.ts';
import { ok, type Reply, type Route, type RouteRequest, repositoryRoute } from '../route.ts';
import { asChange } from './find-issue.ts';

interface OfPath {
  path: string;
}

interface Author {
  name: string;
  email: string;
  date?: string;
}

interface WriteBody {
  message: string;
  /** Base64. */
  content: string;
  /** Of the blob that is replaced. */
  sha?: string;
  branch?: string;
  author?: Author;
  committer?: Author;
}

interface DeleteBody extends Omit<WriteBody, 'content' | 'sha'> {
  sha: string;
}

export const contentRoutes: readonly Route[] = [
  repositoryRoute<OfPath & { ref?: string }>(
    'repos/get-content',
    async ({ world, repository, params, headers }) => {
      const ref = params.ref ?? repository.defaultBranch;
      const path = params.path.replace(/^\/+|\/+$/g, '');
      const oid = await repository.git.resolve(ref.replace(/^refs\/(heads|tags)\//, ''));
      if (oid === undefined) throw new ApiError(404, `No commit found for the ref ${ref}`);
      const found = path === '' ? undefined : await repository.git.readPath(oid, path);
      if (found?.type === 'blob') {
        if (wantsRaw(headers.accept)) return ok(found.content.toString());
        return ok(renderFile(world, repository, { ref, path, blob: found }));
      }
      const entries = await repository.git.listTree(oid, { path });
      if (!entries || (path !== '' && found === undefined)) throw notFound();
      return ok(renderDirectory(world, repository, { ref, entries }));
    },
  ),

  repositoryRoute<OfPath, WriteBody>('repos/create-or-update-file-contents', async (request) => {
    const { repository, params, body } = request;
    const branch = await branchToWrite(repository, body.branch);
    const existing = await repository.git.readPath(branch.head, params.path);
    checkSha(existing, body.sha, params.path);
    const content = Buffer.from(body.content, 'base64');
    const files = { [params.path]: content };
    return commit(request, { branch, body, files, status: existing ? 200 : 201 });
  }),

  repositoryRoute<OfPath, DeleteBody>('repos/delete-file', async (request) => {
    const { repository, params, body } = request;
    const branch = await branchToWrite(repository, body.branch);
    const existing = await repository.git.readPath(branch.head, params.path);
    if (existing?.type !== 'blob') throw notFound();
    checkSha(existing, body.sha, params.path);
    return commit(request, { branch, body, files: {}, deletions: [params.path], status: 200 });
  }),
];

function wantsRaw(accept: string | string[] | undefined): boolean {
  return /application\/vnd\.github(\.v3)?\.raw/.test(String(accept ?? ''));
}

async function branchToWrite(
  repository: Repository,
  wanted: string | undefined,
): Promise<{ name: string; head: string }> {
  const name = (wanted ?? repository.defaultBranch).replace(/^refs\/heads\//, '');
  const head = await repository.git.head(name);
  if (head === undefined) throw new ApiError(404, `Branch ${name} not found`);
  return { name, head };
}

/** The blob's sha is the precondition: missing and stale ones are told apart by status. */
function checkSha(existing: GitObject | undefined, sha: string | undefined, path: string): void {
  if (existing?.type === 'blob' && sha === undefined) {
    throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (sha !== undefined && existing?.oid !== sha) throw new ApiError(409, `${path} does not match ${sha}`);
}

interface Commit {
  branch: { name: string; head: string };
  body: Pick<WriteBody, 'message' | 'author' | 'committer'>;
  files: Record<string, Uint8Array>;
  deletions?: string[];
  status: 200 | 201;
}

async function commit(
  request: RouteRequest & { repository: Repository; params: OfPath },
  { branch, body, files, deletions = [], status }: Commit,
): Promise<Reply> {
  const { world, actor, repository, params } = request;
  refuseWorkflowPath(actor, params.path);
  const isSigned = isBot(actor) && !body.author && !body.committer;
  refuseViolations(409, judgeCommit(asChange(request), branch.name, isSigned));
  world.clock.tick();
  const own = signatureOf(world, actor.user);
  const sign = (author: Author | undefined) =>
    author
      ? {
          name: author.name,
          email: author.email,
          date: author.date === undefined ? own.date : new Date(author.date),
        }
      : undefined;
  const author = sign(body.author) ?? sign(body.committer) ?? own;
  const after = await repository.git.commitFiles({
    branch: branch.name,
    message: body.message,
    files,
    deletions,
    author,
    committer: sign(body.committer) ?? author,
    parents: [branch.head],
  });
  if (isSigned) repository.signed.add(after);
  const update = { ref: `refs/heads/${branch.name}`, before: branch.head, after };
  await refsChanged(asChange(request), [update]);
  const record = await repository.git.commit(after);
  const blob = await repository.git.readPath(after, params.path);
  if (!record) throw new Error(`commit ${after} has just been made`);
  return {
    status,
    body: {
      content: blob
        ? fileEntry(world, repository, {
            ref: branch.name,
            path: params.path,
            sha: blob.oid,
            size: blob.content.length,
          })
        : null,
      commit: renderGitCommit(world, repository, record),
    },
  };
}
