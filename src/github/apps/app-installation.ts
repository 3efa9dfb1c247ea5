import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { type AppConnection, connectApp } from './app-authentication.ts';

/** What the owner of a repository has granted an App, and what it hears of. */
export interface AppInstallation {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly isSuspended: boolean;
}

const installationSchema = z
  .object({
    permissions: z.record(z.string(), z.string()),
    events: z.array(z.string()),
    suspended_at: z.string().nullish(),
  })
  .transform(
    (raw): AppInstallation => ({
      permissions: raw.permissions,
      events: raw.events,
      isSuspended: typeof raw.suspended_at === 'string',
    }),
  );

/** `undefined` if the App is not installed on the repository. */
export async function readAppInstallation(
  connection: AppConnection,
  { owner, repository }: RepositoryName,
): Promise<AppInstallation | undefined> {
  const doing = `read the installation of the App on ${owner}/${repository}`;
  const { octokit } = await connectApp(connection, doing);
  try {
    const { data } = await read({
      doing,
      missing: 'bad-credentials',
      answer: installationSchema,
      request: (options) =>
        octokit.request('GET /repos/{owner}/{repo}/installation', { owner, repo: repository, ...options }),
    });
    return data;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return undefined;
    throw error;
  }
}

/** GitHub as the App sees it where it is installed: all repositories of the installation. */
export async function openInstallation(
  connection: AppConnection,
  { owner, repository }: RepositoryName,
): Promise<GitHub | undefined> {
  const doing = `open the installation of the App on ${owner}/${repository}`;
  const app = await connectApp(connection, doing);
  const id = await findId(app.octokit, { owner, repository }, doing);
  return id === undefined ? undefined : app.getInstallationOctokit(id);
}

async function findId(
  github: GitHub,
  { owner, repository }: RepositoryName,
  doing: string,
): Promise<number | undefined> {
  try {
    const { data } = await read({
      doing,
      missing: 'bad-credentials',
      answer: z.object({ id: z.int() }),
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/installation', { owner, repo: repository, ...options }),
    });
    return data.id;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return undefined;
    throw error;
  }
}
