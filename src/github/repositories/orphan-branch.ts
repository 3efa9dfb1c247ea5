import * as z from 'zod';
import { ProviderError } from '../../core/provider-error.ts';
import * as text from '../../core/text/ledger.ts';
import type { GitHub } from '../wire/client.ts';
import { type Exchange, write, writeOrFind } from '../wire/exchange.ts';
import { readHeads } from './branch-fence.ts';
import { createBranch } from './create-branch.ts';
import type { LedgerBranch } from './ledger-branch.ts';

const shaSchema = z.object({ sha: z.string() }).transform(({ sha }) => sha);

interface FirstCommit {
  readonly headline: string;
  readonly body: string;
  /** Texts by their name; without folders. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Makes a branch that begins with a commit of its own, in three requests. Only the last one is visible to anybody.
 * `false` if there is a branch of that name.
 */
export async function createOrphanBranch(
  github: GitHub,
  { home, branch }: LedgerBranch,
  { headline, body, files }: FirstCommit,
): Promise<boolean> {
  const doing = text.creating(branch);
  const repository = { owner: home.owner, repo: home.repository };
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    content,
    mode: '100644' as const,
    type: 'blob' as const,
  }));
  // What is made twice is the same tree, or a commit that nobody refers to.
  const make = (request: Exchange<string>['request']): Promise<string> =>
    writeOrFind(
      async () => (await write({ doing, missing: 'permission-missing', answer: shaSchema, request })).data,
      () => Promise.resolve(undefined),
    );
  const tree = await make((options) =>
    github.request('POST /repos/{owner}/{repo}/git/trees', { ...repository, tree: entries, ...options }),
  ).catch((error: unknown) => {
    throw explainEmpty(error, doing);
  });
  const commit = await make((options) =>
    github.request('POST /repos/{owner}/{repo}/git/commits', {
      ...repository,
      message: `${headline}\n\n${body}`,
      tree,
      parents: [],
      ...options,
    }),
  );
  // A caller that learns that there is one reads what it holds.
  return writeOrFind<boolean>(
    () => createBranch(github, home, { branch, commit, doing }),
    async () => ((await readHeads(github, home, branch)).head?.commit === commit ? true : undefined),
  ).catch((error: unknown) => {
    throw explainRefused(error, doing, branch);
  });
}

/** Reported where rules forbid to create a branch: https://github.com/github/rest-api-description/issues/4887 */
function explainRefused(error: unknown, doing: string, branch: string): unknown {
  const [answer] =
    error instanceof ProviderError ? (/reference update failed/i.exec(error.message) ?? []) : [];
  if (answer === undefined) return error;
  return new ProviderError({
    reason: 'permission-missing',
    message: text.creationRefused(doing, branch, answer),
    status: 422,
    cause: error,
  });
}

/** GitHub makes no objects in a repository to which nothing was ever pushed. */
function explainEmpty(error: unknown, doing: string): unknown {
  if (!(error instanceof ProviderError) || error.status !== 409) return error;
  return new ProviderError({
    reason: 'ledger-missing',
    message: text.repositoryEmpty(doing),
    status: 409,
    cause: error,
  });
}
