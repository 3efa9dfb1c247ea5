import type { Config } from '../../core/config/config.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { findInstallation, type InstallationTokens } from '../../github/apps/app-authentication.ts';
import { readViewer } from '../../github/apps/read-viewer.ts';
import { createGitHub, type GitHub, type TokenSource } from '../../github/wire/client.ts';
import { type FetchLimit, fetchLimit, loadProxyFetch } from '../../github/wire/fetch-limit.ts';
import type { ServerClock } from '../../github/wire/server-clock.ts';
import type { Environment, RunSurroundings } from './surroundings.ts';

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly clientId: string; readonly privateKey: string };

/** What a task may reach. An App's token is narrowed to it; a token that was given is what it is. */
export interface Scope {
  readonly repositories: readonly RepositoryName[];
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
}

/** On a board that is a project, the right to write to it comes along. */
export function permissionsOn({ board }: Config, permissions: Scope['permissions']): Scope['permissions'] {
  return board.type === 'github-projects' ? { ...permissions, organization_projects: 'write' } : permissions;
}

export interface Access {
  readonly github: GitHub;
  /** For git, which authenticates by itself. */
  readonly token: TokenSource;
  /**
   * Whether labels that it changes start workflows, and so reach a `task: route`. Those of a workflow's own token do not:
   * https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/trigger-a-workflow
   */
  startsWorkflows(): Promise<boolean>;
}

export type OpenAccess = (scope: Scope) => Promise<Access>;

interface AccessOptions {
  readonly credentials: Credentials;
  readonly surroundings: RunSurroundings;
  /** Keeps a secret out of the log. */
  readonly mask: (secret: string) => void;
  /** Called for each request to GitHub. */
  readonly onCall: () => void;
  /** To be set by each answer. */
  readonly clock?: ServerClock;
  /** How long one request may take; what the surroundings say where absent. */
  readonly requestLimit?: FetchLimit;
}

/** The App's installation is looked up once, whatever the number of scopes. */
export function createAccess({
  credentials,
  surroundings,
  mask,
  onCall,
  clock,
  requestLimit = fetchLimit(surroundings.patience),
}: AccessOptions): OpenAccess {
  let installation: Promise<InstallationTokens> | undefined;
  return async (scope) => {
    const { apiUrl, home, env, runId } = surroundings;
    const wayOut = hasProxy(env) ? await loadProxyFetch() : fetch;
    const send = clock?.following(wayOut) ?? wayOut;
    const counted: typeof fetch = (...request) => {
      onCall();
      return send(...request);
    };
    // GitHub's support asks for what tells requests apart; an App's token does not tell its run.
    const wire = {
      apiUrl,
      userAgent: `interlock-action run/${runId}`,
      fetch: counted,
      requestLimit,
    };
    if (credentials.kind === 'token') {
      const token = () => Promise.resolve(credentials.token);
      const github = createGitHub({ ...wire, token });
      let own: Promise<boolean> | undefined;
      const startsWorkflows = async (): Promise<boolean> => {
        own ??= isWorkflowsOwn(github);
        return !(await own);
      };
      return { github, token, startsWorkflows };
    }
    installation ??= findInstallation({ ...wire, ...credentials, home });
    const token = masked((await installation)(scope), mask);
    return { github: createGitHub({ ...wire, token }), token, startsWorkflows: async () => true };
  };
}

/** One that cannot be asked is taken for it: an agent that is started twice stands down, one that is not is missed. */
async function isWorkflowsOwn(github: GitHub): Promise<boolean> {
  try {
    return (await readViewer(github)) === 'github-actions[bot]';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return true;
  }
}

function masked(source: TokenSource, mask: (secret: string) => void): TokenSource {
  const known = new Set<string>();
  return async () => {
    const token = await source();
    if (!known.has(token)) mask(token);
    known.add(token);
    return token;
  };
}

function hasProxy(env: Environment): boolean {
  return Boolean(env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY']);
}
