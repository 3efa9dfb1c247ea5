import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { isMarkedWith, withMarker } from '../issues/marker.ts';
import type { GitHub } from '../wire/client.ts';
import { read, write, writeOrFind } from '../wire/exchange.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

export interface Commit {
  readonly sha: string;
  /** GitHub's page of it. */
  readonly url: string;
}

const commitSchema = z
  .object({ sha: z.string(), html_url: z.string() })
  .transform((raw): Commit => ({ sha: raw.sha, url: raw.html_url }));

/** The newest commits of the default branch that touched a file, newest first; `count` of them at most. */
export async function listCommitsOf(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { path, count }: { readonly path: string; readonly count: number },
): Promise<readonly Commit[]> {
  const { data } = await read({
    doing: `list the commits of ${path} in ${owner}/${repository}`,
    missing: 'config-missing',
    answer: z.array(commitSchema),
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/commits', {
        owner,
        repo: repository,
        path,
        per_page: count,
        ...options,
      }),
  });
  return data;
}

interface CommentOfCommit {
  readonly commit: string;
  /** Tells the comment from all others; hidden in its last line. */
  readonly marker: string;
  readonly body: string;
}

const commentSchema = z.object({ body: z.string() });

/** Comments on a commit, unless it has a comment with this marker. Two that look at the same moment may both comment. */
export async function ensureCommitComment(
  github: GitHub,
  home: RepositoryName,
  { commit, marker, body }: CommentOfCommit,
): Promise<void> {
  const find = async () => {
    const comments = await listCommitComments(github, home, commit);
    return comments.find((comment) => isMarkedWith(marker, comment.body));
  };
  if (await find()) return;
  await writeOrFind(() => createCommitComment(github, home, commit, withMarker(marker, body)), find);
}

function listCommitComments(github: GitHub, { owner, repository }: RepositoryName, commit: string) {
  return readPages(github, {
    doing: `list the comments on commit ${commit} of ${owner}/${repository}`,
    missing: 'config-missing',
    answer: commentSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/comments', {
        owner,
        repo: repository,
        commit_sha: commit,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
}

async function createCommitComment(
  github: GitHub,
  { owner, repository }: RepositoryName,
  commit: string,
  body: string,
) {
  const { data } = await write({
    doing: `comment on commit ${commit} of ${owner}/${repository}`,
    missing: 'config-missing',
    answer: commentSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/commits/{commit_sha}/comments', {
        owner,
        repo: repository,
        commit_sha: commit,
        body,
        ...options,
      }),
  });
  return data;
}
