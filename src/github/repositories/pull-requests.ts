import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { HeldBranch } from '../../core/ledger/held-branch.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { write, writeOrFind } from '../wire/exchange.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

export interface PullRequest {
  readonly number: number;
  /** GitHub's page of it. */
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly merged: boolean;
  readonly draft: boolean;
  /** Login of its author; empty if the account is gone. */
  readonly author: string;
  readonly branch: string;
  /** Commit at the head of its branch. */
  readonly headSha: string;
  readonly base: string;
}

const pullRequestSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
  draft: z.boolean().optional(),
  user: z.object({ login: z.string() }).nullish(),
  head: z.object({ ref: z.string(), sha: z.string(), label: z.string().nullish() }),
  base: z.object({ ref: z.string() }),
});

interface BranchQuery {
  /** Branch of this repository, never of a fork. */
  readonly branch: string;
  readonly base?: string;
}

/** The pull requests from one branch, newest first. */
export async function listPullRequests(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { branch, base, state }: BranchQuery & { readonly state: 'open' | 'closed' | 'all' },
): Promise<readonly PullRequest[]> {
  const head = `${owner}:${branch}`;
  const found = await readPages(github, {
    doing: `list the pull requests of ${owner}/${repository} from ${branch}`,
    missing: 'item-missing',
    answer: pullRequestSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/pulls', {
        owner,
        repo: repository,
        head,
        ...(base !== undefined && { base }),
        state,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  // GitHub ignores a `head` that it cannot read, and then lists everything.
  return found
    .filter((raw) => raw.head.ref === branch && isHead(raw.head.label, head))
    .map(toPullRequest)
    .sort((a, b) => b.number - a.number);
}

/** The open pull request from a branch into a base. GitHub allows one. */
export async function findOpenPullRequest(
  github: GitHub,
  repository: RepositoryName,
  query: BranchQuery,
): Promise<PullRequest | undefined> {
  const [first] = await listPullRequests(github, repository, { ...query, state: 'open' });
  return first;
}

export interface NewPullRequest {
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/**
 * `existing`: there was an open one already. One that was opened although GitHub answered with an error is `created`.
 */
export interface CreatedPullRequest {
  readonly kind: 'created' | 'existing';
  readonly pullRequest: PullRequest;
}

/** The fourth interlock: GitHub refuses a second open pull request from a branch, and the first is returned instead. */
export async function createPullRequest(
  github: GitHub,
  { item: repository, name: branch }: HeldBranch,
  { base, title, body }: NewPullRequest,
): Promise<CreatedPullRequest> {
  const find = async (): Promise<CreatedPullRequest | undefined> => {
    const pullRequest = await findOpenPullRequest(github, repository, { branch, base });
    return pullRequest && { kind: 'existing', pullRequest };
  };
  const create = async (): Promise<CreatedPullRequest> => {
    const { data } = await write({
      doing: `open a pull request from ${branch} into ${base} of ${repository.owner}/${repository.repository}`,
      missing: 'permission-missing',
      answer: pullRequestSchema,
      request: (options) =>
        github.request('POST /repos/{owner}/{repo}/pulls', {
          owner: repository.owner,
          repo: repository.repository,
          head: branch,
          base,
          title,
          body,
          ...options,
        }),
    });
    return { kind: 'created', pullRequest: toPullRequest(data) };
  };
  try {
    return await writeOrFind(create, async () => {
      const created = await find();
      return created && { ...created, kind: 'created' };
    });
  } catch (error) {
    const existing = error instanceof ProviderError && error.status === 422 ? await find() : undefined;
    if (!existing) throw error;
    return existing;
  }
}

function toPullRequest(raw: z.infer<typeof pullRequestSchema>): PullRequest {
  return {
    number: raw.number,
    url: raw.html_url,
    title: raw.title,
    body: raw.body ?? '',
    open: raw.state === 'open',
    merged: Boolean(raw.merged_at),
    draft: raw.draft ?? false,
    author: raw.user?.login ?? '',
    branch: raw.head.ref,
    headSha: raw.head.sha,
    base: raw.base.ref,
  };
}

function isHead(label: string | null | undefined, head: string): boolean {
  return label?.toLowerCase() === head.toLowerCase();
}
