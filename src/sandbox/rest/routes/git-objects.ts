import { signatureOf } from '../../changes/signature.ts';
import type { Signature } from '../../git/signature.ts';
import { writeObject } from '../../git/write-object.ts';
import { writeTreeObject } from '../../git/write-tree-object.ts';
import { renderGitCommit } from '../../render/commit.ts';
import { isBot } from '../../state/actor.ts';
import type { Repository } from '../../state/repository.ts';
import { ApiError } from '../api-error.ts';
import { RefusedInput } from '../read-input.ts';
import { refuseWorkflowPath } from '../refuse-workflow-file.ts';
import { created, type Route, repositoryRoute } from '../route.ts';

interface NewEntry {
  path?: string;
  mode?: string;
  type?: string;
  sha?: string | null;
  content?: string;
}

interface Person {
  name?: string;
  email?: string;
  date?: string;
}

interface NewCommit {
  message: string;
  tree: string;
  parents?: string[];
  author?: Person;
  committer?: Person;
}

/** Objects that nothing refers to yet: no ref moves, and nobody is told. */
export const gitObjectRoutes: readonly Route[] = [
  repositoryRoute<unknown, { tree: NewEntry[]; base_tree?: string }>('git/create-tree', async (request) => {
    const { world, actor, repository, body } = request;
    await needHistory(repository);
    for (const { path = '' } of body.tree) refuseWorkflowPath(actor, path);
    if (body.base_tree !== undefined)
      throw new RefusedInput(422, 'The sandbox makes trees from nothing only');
    const entries = await Promise.all(body.tree.map((entry) => writeEntry(repository, entry)));
    const rows = entries.map(({ path, mode, sha }) => [latin1(path), { mode, oid: sha }] as const);
    const sha = await writeTreeObject(repository.git.gitDir, new Map(rows));
    const url = `${world.apiUrl}/repos/${repository.fullName}/git`;
    const tree = entries.map((entry) => ({ ...entry, url: `${url}/blobs/${entry.sha}` }));
    return created({ sha, url: `${url}/trees/${sha}`, tree, truncated: false });
  }),

  repositoryRoute<unknown, NewCommit>('git/create-commit', async ({ world, repository, actor, body }) => {
    const { message, tree, parents = [] } = body;
    await needHistory(repository);
    if (!(await isA('tree', repository, tree))) throw new ApiError(422, 'Tree SHA does not exist');
    for (const parent of parents) {
      if (!(await isA('commit', repository, parent))) {
        throw new ApiError(422, `Parent SHA does not exist or is not a commit object: ${parent}`);
      }
    }
    world.clock.tick();
    const author = signed(body.author, signatureOf(world, actor.user));
    const committer = signed(body.committer, author);
    const oid = await repository.git.createCommit({ tree, parents, message, author, committer });
    if (isBot(actor) && !body.author && !body.committer) repository.signed.add(oid);
    const commit = await repository.git.commit(oid);
    if (!commit) throw new Error(`the commit ${oid} was written and is not there`);
    return created(renderGitCommit(world, repository, commit));
  }),
];

async function needHistory({ git: objects }: Repository): Promise<void> {
  const branches = await objects.branches();
  if (Object.keys(branches).length === 0) throw new ApiError(409, 'Git Repository is empty.');
}

async function writeEntry(
  repository: Repository,
  { path, mode = '100644', type = 'blob', sha, content }: NewEntry,
) {
  if (path === undefined || path.includes('/') || content === undefined || typeof sha === 'string') {
    throw new RefusedInput(422, 'The sandbox makes trees of files with their content, without folders');
  }
  if (type !== 'blob' || !FILE_MODES.has(mode)) throw new RefusedInput(422, 'tree.mode is none of a file');
  if (/^(?:\.{0,2}|\.git)$/i.test(path))
    throw new RefusedInput(422, `tree contains a malformed path: ${path}`);
  const blob = await writeObject(repository.git.gitDir, 'blob', Buffer.from(content));
  return { path, mode, type, sha: blob, size: Buffer.byteLength(content) };
}

const FILE_MODES: ReadonlySet<string> = new Set(['100644', '100755', '120000']);

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function isA(type: string, { git: objects }: Repository, oid: string): Promise<boolean> {
  return /^[0-9a-f]{40}$/.test(oid) && (await objects.readObject(oid))?.type === type;
}

function signed({ name, email, date }: Person = {}, fallback: Signature): Signature {
  return {
    name: name ?? fallback.name,
    email: email ?? fallback.email,
    date: date === undefined ? fallback.date : new Date(date),
  };
}
