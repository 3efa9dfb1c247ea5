import type { CommitRecord } from '../git/history.ts';
import type { Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

const ZERO_OID = '0'.repeat(40);

/** What a `push` payload has of its own. */
export async function renderPush(
  world: World,
  repository: Repository,
  pusher: User,
  { ref, before, after }: { ref: string; before: string; after: string },
): Promise<Record<string, unknown>> {
  const { git } = repository;
  const created = before === ZERO_OID;
  const deleted = after === ZERO_OID;
  const head = deleted ? undefined : await git.commit(after);
  // Most pushes are one commit on the head that was there: git need not be asked about their history.
  const isNext = head?.parents.length === 1 && head.parents[0] === before;
  const forced = !created && !deleted && !isNext && !(await git.isAncestor(before, after));
  const from = created ? await git.head(repository.defaultBranch) : before;
  const isOther = from !== undefined && from !== after && !isNext;
  const commits = !head ? [] : isOther ? await git.commits(from, after) : [head];
  const rendered = await Promise.all(commits.map((commit) => renderPushedCommit(world, repository, commit)));
  return {
    ref,
    before,
    after,
    created,
    deleted,
    forced,
    base_ref: null,
    compare: `${world.url}/${repository.fullName}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: rendered,
    head_commit: rendered.at(-1) ?? (head ? await renderPushedCommit(world, repository, head) : null),
    pusher: { name: pusher.login, email: `${pusher.login}@users.noreply.github.com` },
  };
}

async function renderPushedCommit(
  world: World,
  repository: Repository,
  commit: CommitRecord,
): Promise<Record<string, unknown>> {
  const person = ({ name, email }: CommitRecord['author']): Record<string, string> => ({ name, email });
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${world.url}/${repository.fullName}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    ...(await filesOf(repository, commit)),
  };
}

/** Against the first parent. */
async function filesOf({ git }: Repository, { oid, parents: [parent] }: CommitRecord) {
  return parent === undefined ? { added: [], removed: [], modified: [] } : git.changedPaths(parent, oid);
}
