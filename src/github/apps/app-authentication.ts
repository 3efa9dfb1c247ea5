import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import {
  appLacksPermissions,
  appNotInstalled,
  appNotOnAll,
  privateKeyInvalid,
} from '../../core/text/github-error.ts';
import type { TokenSource } from '../wire/client.ts';
import { read, tryTwice } from '../wire/exchange.ts';
import { type FetchLimit, fetchLimit } from '../wire/fetch-limit.ts';
import { translateError } from '../wire/translate-error.ts';

export interface AppCredentials {
  readonly clientId: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface AppConnection extends AppCredentials {
  readonly apiUrl: string;
  readonly userAgent: string;
  /** How long one request may take; ten seconds where absent. */
  readonly requestLimit?: FetchLimit;
  readonly fetch?: typeof fetch;
}

export interface InstallationOptions extends AppConnection {
  /** The installation is the one on this repository. */
  readonly home: RepositoryName;
}

export interface TokenScope {
  /** All of one owner, as an installation is. */
  readonly repositories: readonly RepositoryName[];
  /** What the task needs and no more, for example `{ issues: 'write', metadata: 'read' }`. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

/**
 * Mints tokens of one installation, narrowed to a scope. Asks nothing by itself. A source hands out the same token until
 * shortly before its hour is over, and then a new one: an agent may work longer than a token lives.
 */
export type InstallationTokens = (scope: TokenScope) => TokenSource;

const installationSchema = z.object({ id: z.int(), permissions: z.record(z.string(), z.string()) });
const tokenSchema = z.object({ token: z.string() });

/** Looks up the App's installation on its home repository, once for all tokens. */
export async function findInstallation(options: InstallationOptions): Promise<InstallationTokens> {
  const doing = `mint a token for ${options.home.owner}/${options.home.repository}`;
  const { home } = options;
  const app = await connectApp(options, doing);
  const { data: installation } = await read({
    doing,
    missing: 'bad-credentials',
    answer: installationSchema,
    request: (request) =>
      app.octokit.request('GET /repos/{owner}/{repo}/installation', {
        owner: home.owner,
        repo: home.repository,
        ...request,
      }),
  }).catch((error: unknown) => {
    throw error instanceof ProviderError && error.status === 404
      ? new ProviderError({
          reason: 'bad-credentials',
          message: appNotInstalled(doing),
          status: 404,
          cause: error,
        })
      : error;
  });
  const mint = async ({ repositories, permissions }: TokenScope): Promise<string> => {
    try {
      const authentication: unknown = await app.octokit.auth({
        type: 'installation',
        installationId: installation.id,
        repositoryNames: repositories.map(({ repository }) => repository),
        permissions,
      });
      return tokenSchema.parse(authentication).token;
    } catch (error) {
      const translated = translateError(error, {
        doing,
        kind: 'read',
        missing: 'bad-credentials',
        invalid: () => 'permission-missing',
      });
      // GitHub says that something asked for is not granted, and not what.
      throw translated instanceof ProviderError && translated.status === 422
        ? refusedScope(translated, { doing, repositories, permissions, granted: installation.permissions })
        : translated;
    }
  };
  // One that was minted and never arrived is of no use to anybody.
  return (scope) => () => tryTwice(() => mint(scope));
}

interface RefusedScope extends TokenScope {
  readonly doing: string;
  readonly granted: Readonly<Record<string, string>>;
}

function refusedScope(
  cause: ProviderError,
  { doing, repositories, permissions, granted }: RefusedScope,
): ProviderError {
  const lacking = Object.entries(permissions)
    .filter(([name, access]) => granted[name] !== access && granted[name] !== 'write')
    .map(([name, access]) => `${name}: ${access}`);
  const names = repositories.map(({ owner, repository }) => `${owner}/${repository}`);
  return new ProviderError({
    reason: 'permission-missing',
    message: lacking.length > 0 ? appLacksPermissions(doing, lacking) : appNotOnAll(doing, names),
    requiredPermissions: lacking,
    status: 422,
    cause,
  });
}

/** GitHub, as the App itself. `doing` is for the message about a key that is none. */
export async function connectApp(
  {
    clientId,
    privateKey,
    apiUrl,
    userAgent,
    requestLimit = fetchLimit(),
    fetch = globalThis.fetch,
  }: AppConnection,
  doing: string,
) {
  // Loaded here, because runs with a token of their own need none of it.
  const { App, Octokit } = await import('octokit');
  return new App({
    appId: clientId,
    privateKey: readPrivateKey(privateKey, doing),
    Octokit: Octokit.defaults({
      baseUrl: apiUrl,
      userAgent,
      // As in `createGitHub`: nothing sleeps.
      throttle: { enabled: false },
      retry: { enabled: false },
      request: { fetch: requestLimit(fetch) },
    }),
  });
}

/** Secrets are often pasted with `\n` for line breaks; GitHub gives PKCS#1, and the signer wants PKCS#8. */
function readPrivateKey(text: string, doing: string): string {
  try {
    const key = createPrivateKey(text.trim().replaceAll('\\n', '\n'));
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    // Without its cause: an error about a secret might quote it.
    throw new ProviderError({ reason: 'bad-credentials', message: privateKeyInvalid(doing) });
  }
}
