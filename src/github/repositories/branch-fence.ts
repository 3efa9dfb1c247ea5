import * as z from 'zod';
import type { CommitIdentity } from '../../core/identity.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { write } from '../wire/exchange.ts';
import { query } from '../wire/graphql.ts';

/** Of the commit that fences a former holder off. It holds no work. */
export const FENCE_MESSAGE = 'Another run has taken over [skip ci]';

export interface BranchHead {
  readonly commit: string;
  readonly tree: string;
}

const refSchema = z
  .object({ target: z.object({ oid: z.string(), tree: z.object({ oid: z.string() }) }) })
  .nullable()
  .transform((ref): BranchHead | undefined =>
    ref ? { commit: ref.target.oid, tree: ref.target.tree.oid } : undefined,
  );

const headsSchema = z
  .object({ repository: z.object({ ref: refSchema, defaultBranchRef: refSchema }) })
  .transform(({ repository: { ref, defaultBranchRef } }) => ({ head: ref, base: defaultBranchRef }));

/** Of a branch, and of the default branch; each `undefined` if there is no such branch. */
export function readHeads(
  github: GitHub,
  { owner, repository }: RepositoryName,
  branch: string,
): Promise<z.infer<typeof headsSchema>> {
  return query(github, {
    doing: `read the head of ${branch} in ${owner}/${repository}`,
    missing: 'item-missing',
    document: `query BranchHead($owner: String!, $name: String!, $ref: String!) {
      repository(owner: $owner, name: $name) {
        ref(qualifiedName: $ref) { target { ...Commit } }
        defaultBranchRef { target { ...Commit } }
      }
    }
    fragment Commit on GitObject { oid ... on Commit { tree { oid } } }`,
    variables: { owner, name: repository, ref: `refs/heads/${branch}` },
    answer: headsSchema,
  });
}

const shaSchema = z.object({ sha: z.string() }).transform(({ sha }) => sha);

/**
 * A commit that changes nothing, on top of a head. No branch moves yet. Made by git's objects, so that it is ours by name:
 * the committer is the author unless told otherwise.
 */
export async function createEmptyCommit(
  github: GitHub,
  { owner, repository }: RepositoryName,
  {
    head,
    message,
    author,
  }: { readonly head: BranchHead; readonly message: string; readonly author: CommitIdentity },
): Promise<string> {
  const { data } = await write({
    doing: `make a commit in ${owner}/${repository}`,
    missing: 'permission-missing',
    answer: shaSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/git/commits', {
        owner,
        repo: repository,
        message,
        tree: head.tree,
        parents: [head.commit],
        author: { ...author },
        ...options,
      }),
  });
  return data;
}

/** Whether the branch is at the commit now; `false` if it has moved to where the commit does not follow. */
export async function fastForward(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { branch, commit }: { readonly branch: string; readonly commit: string },
): Promise<boolean> {
  try {
    await write({
      doing: `move ${branch} of ${owner}/${repository}`,
      missing: 'permission-missing',
      answer: z.object({ ref: z.string() }),
      request: (options) =>
        github.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
          owner,
          repo: repository,
          ref: `heads/${branch}`,
          sha: commit,
          force: false,
          ...options,
        }),
    });
    return true;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 422 && HAS_MOVED.test(error.message)) return false;
    throw error;
  }
}

const HAS_MOVED = /not a fast forward|does not exist|cannot be updated/i;
