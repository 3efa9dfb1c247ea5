import * as z from 'zod';
import {
  formatItemId,
  type ItemId,
  isSameItem,
  parseItemId,
  type RepositoryName,
} from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { type Exchange, read } from '../wire/exchange.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

/** An issue as GitHub tells it; GitHub calls pull requests issues too. */
export interface Issue {
  readonly id: ItemId;
  readonly title: string;
  readonly body: string;
  /** GitHub's page of it. */
  readonly url: string;
  readonly open: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly labels: readonly string[];
  /** Open issues that block it, those that the token cannot see included. */
  readonly openBlockers: number;
  /** Only of a pull request. */
  readonly pullRequest?: { readonly merged: boolean };
}

const labelSchema = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

export const labelsSchema = z.array(labelSchema);

export const issueSchema = z
  .object({
    number: z.int(),
    title: z.string(),
    body: z.string().nullish(),
    html_url: z.string(),
    state: z.enum(['open', 'closed']),
    created_at: z.string(),
    labels: labelsSchema,
    pull_request: z.object({ merged_at: z.string().nullish() }).optional(),
    issue_dependencies_summary: z.object({ blocked_by: z.int() }).nullish(),
  })
  .transform((raw, context): Issue => {
    const id = idOfPage(raw.html_url);
    if (!id) {
      context.addIssue({ code: 'custom', path: ['html_url'], message: 'is not the page of an issue' });
      return z.NEVER;
    }
    return {
      id,
      title: raw.title,
      body: raw.body ?? '',
      url: raw.html_url,
      open: raw.state === 'open',
      createdAt: raw.created_at,
      labels: raw.labels,
      openBlockers: raw.issue_dependencies_summary?.blocked_by ?? 0,
      ...(raw.pull_request && { pullRequest: { merged: Boolean(raw.pull_request.merged_at) } }),
    };
  });

/** The open issues with a label, without pull requests. Oldest first: what is added while paging comes last. */
export async function listOpenIssues(
  github: GitHub,
  { owner, repository }: RepositoryName,
  label: string,
): Promise<readonly Issue[]> {
  const issues = await readPages(github, {
    doing: `list the issues of ${owner}/${repository} with the label "${label}"`,
    missing: 'item-missing',
    answer: issueSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/issues', {
        owner,
        repo: repository,
        labels: label,
        state: 'open',
        sort: 'created',
        direction: 'asc',
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return issues.filter(({ pullRequest }) => pullRequest === undefined);
}

/** What a name leads to; `undefined`: nothing that the token sees. */
export interface FoundIssue {
  /** Of an issue that was transferred: as it is in its new repository, where it has another canonical id. */
  readonly issue: Issue;
  readonly isTransferred: boolean;
}

export async function findIssue(github: GitHub, id: ItemId): Promise<FoundIssue | undefined> {
  const exchange: Exchange<Issue> = {
    doing: `read ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: issueSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
        ...issueParameters(id),
        ...options,
      }),
  };
  try {
    const { data } = await read(exchange);
    return { issue: data, isTransferred: !isSameItem(data.id, id) };
  } catch (error) {
    if (error instanceof ProviderError && error.reason === 'item-missing') return undefined;
    throw error;
  }
}

/** One issue or pull request; `undefined` if the token sees none of that name, or it was transferred. */
export async function readIssue(github: GitHub, id: ItemId): Promise<Issue | undefined> {
  const found = await findIssue(github, id);
  return found?.isTransferred === false ? found.issue : undefined;
}

export function issueParameters({ owner, repository, number }: ItemId) {
  return { owner, repo: repository, issue_number: number };
}

function idOfPage(url: string): ItemId | undefined {
  const [, name, number] = /\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/.exec(url) ?? [];
  return parseItemId(`${name}#${number}`);
}

/** The issues that GitHub says block this one, closed ones included, those that the token cannot see left out. */
export function listBlockers(github: GitHub, id: ItemId): Promise<readonly Issue[]> {
  return readPages(github, {
    doing: `list what blocks ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: issueSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by', {
        ...issueParameters(id),
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
}
