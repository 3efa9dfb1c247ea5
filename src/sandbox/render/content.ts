import type { TreeEntry } from '../git/git-repository.ts';
import type { GitObject } from '../git/loose-objects.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

interface Entry {
  ref: string;
  path: string;
  sha: string;
  size: number;
  type?: 'file' | 'dir' | 'submodule';
}

/** What a file has in every answer that mentions it. */
export function fileEntry(
  world: World,
  repository: Repository,
  { ref, path, sha, size, type = 'file' }: Entry,
): Record<string, unknown> {
  const api = `${world.apiUrl}/repos/${repository.fullName}`;
  const page = `${world.url}/${repository.fullName}`;
  const self = `${api}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${type === 'dir' ? 'trees' : 'blobs'}/${sha}`;
  const html = `${page}/${type === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: type === 'dir' ? null : `${page}/raw/${ref}/${path}`,
    type,
    _links: { self, git, html },
  };
}

/** `content-file` */
export function renderFile(
  world: World,
  repository: Repository,
  { ref, path, blob }: { ref: string; path: string; blob: GitObject },
): Record<string, unknown> {
  const { oid: sha, content } = blob;
  return {
    ...fileEntry(world, repository, { ref, path, sha, size: content.length }),
    // In lines of sixty characters, as GitHub sends it.
    content: content.toString('base64').replace(/.{1,60}/g, '$&\n'),
    encoding: 'base64',
  };
}

/** `content-directory` */
export function renderDirectory(
  world: World,
  repository: Repository,
  { ref, entries }: { ref: string; entries: readonly TreeEntry[] },
): Record<string, unknown>[] {
  const types = { blob: 'file', tree: 'dir', commit: 'submodule' } as const;
  return entries.map(({ path, oid: sha, size = 0, type }) =>
    fileEntry(world, repository, { ref, path, sha, size, type: types[type] }),
  );
}
