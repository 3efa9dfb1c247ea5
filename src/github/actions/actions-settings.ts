import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { tooMany } from '../../core/text/github-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

const settingsSchema = z.object({ can_approve_pull_request_reviews: z.boolean() });

/** The setting "Allow GitHub Actions to create and approve pull requests". Only administrators may read it. */
export async function mayActionsCreatePullRequests(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<boolean> {
  const { data } = await read({
    doing: `read the settings of Actions of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: settingsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/permissions/workflow', {
        owner,
        repo: repository,
        ...options,
      }),
  });
  return data.can_approve_pull_request_reviews;
}

const secretsSchema = z.object({ secrets: z.array(z.object({ name: z.string() })) });

/** Names of the secrets that workflows of a repository can use: its own, and those that its organization shares. */
export async function listSecretNames(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<readonly string[]> {
  const exchange = {
    doing: `list the names of the secrets of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: secretsSchema,
  } as const;
  // A repository has 100 secrets at most, and so many can be shared with it: one page holds them.
  const page = { owner, repo: repository, per_page: PAGE_SIZE };
  const answers = [
    await read({
      ...exchange,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/actions/secrets', { ...page, ...options }),
    }),
    await read({
      ...exchange,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/actions/organization-secrets', { ...page, ...options }),
    }),
  ];
  return answers.flatMap(({ data }) => data.secrets.map(({ name }) => name));
}

const workflowsSchema = z.object({
  total_count: z.int(),
  workflows: z.array(z.object({ path: z.string(), state: z.string() })),
});

/** A workflow file on the default branch. */
export interface WorkflowFile {
  /** `.github/workflows/interlock.yml` */
  readonly path: string;
  /** `active`, or why GitHub does not run it: `disabled_inactivity`, `disabled_manually`. */
  readonly state: string;
}

export async function listWorkflows(
  github: GitHub,
  { owner, repository }: RepositoryName,
): Promise<readonly WorkflowFile[]> {
  const doing = `list the workflows of ${owner}/${repository}`;
  const { data } = await read({
    doing,
    missing: 'item-missing',
    answer: workflowsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/workflows', {
        owner,
        repo: repository,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  if (data.total_count > data.workflows.length) {
    throw new ProviderError({ reason: 'answer-unexpected', message: tooMany(doing, PAGE_SIZE) });
  }
  return data.workflows;
}
