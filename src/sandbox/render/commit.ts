import type { ChangedFile, CommitRecord } from '../git/history.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { renderUser } from './user.ts';

/** The sandbox signs nothing, and remembers what GitHub would have signed. */
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----\n(the sandbox signs nothing)\n-----END PGP SIGNATURE-----\n';
const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** `git-commit` */
export function renderGitCommit(
  world: World,
  repository: Repository,
  commit: CommitRecord,
): Record<string, unknown> {
  const { api, html } = urls(world, repository);
  return {
    sha: commit.oid,
    node_id: `C_${commit.oid}`,
    url: `${api}/git/commits/${commit.oid}`,
    html_url: `${html}/commit/${commit.oid}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: parents(world, repository, commit, 'git/commits'),
    verification: verification(repository, commit),
  };
}

/** `commit` */
export function renderCommit(
  world: World,
  repository: Repository,
  commit: CommitRecord,
): Record<string, unknown> {
  const { api, html } = urls(world, repository);
  const url = `${api}/commits/${commit.oid}`;
  return {
    sha: commit.oid,
    node_id: `C_${commit.oid}`,
    url,
    html_url: `${html}/commit/${commit.oid}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.oid}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: repository.commitComments.get(commit.oid)?.length ?? 0,
      verification: verification(repository, commit),
    },
    author: account(world, commit.author),
    committer: account(world, commit.committer),
    parents: parents(world, repository, commit, 'commits'),
  };
}

function verification({ signed }: Repository, { oid, committer }: CommitRecord): Record<string, unknown> {
  if (!signed.has(oid)) return UNSIGNED;
  const verified_at = committer.date;
  return { verified: true, reason: 'valid', signature: SIGNATURE, payload: '', verified_at };
}

/** `diff-entry`, without the patch text. */
export function renderChangedFile(
  world: World,
  repository: Repository,
  head: string,
  file: ChangedFile,
): Record<string, unknown> {
  const { api, html } = urls(world, repository);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${head}/${file.path}`,
    raw_url: `${html}/raw/${head}/${file.path}`,
    contents_url: `${api}/contents/${encodeURI(file.path)}?ref=${head}`,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}

function parents(world: World, repository: Repository, commit: CommitRecord, folder: string): unknown[] {
  const { api, html } = urls(world, repository);
  return commit.parents.map((sha) => ({
    sha,
    url: `${api}/${folder}/${sha}`,
    html_url: `${html}/commit/${sha}`,
  }));
}

/** Commits made through the API carry their author's noreply address: `ID+LOGIN@users.noreply...`. */
function account(world: World, { email }: CommitRecord['author']): Record<string, unknown> | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1];
  const user = login === undefined ? undefined : world.user(login);
  return user ? renderUser(world, user) : null;
}

function urls(world: World, { fullName }: Repository): { api: string; html: string } {
  return { api: `${world.apiUrl}/repos/${fullName}`, html: `${world.url}/${fullName}` };
}
