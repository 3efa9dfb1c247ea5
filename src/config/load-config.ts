import type { AgentRegistry } from '../core/agents/agent-registry.ts';
import { shippedAgents } from '../core/agents/shipped-agents.ts';
import type { Config } from '../core/config/config.ts';
import { CONFIG_PATH, parseConfig } from '../core/config/parse-config.ts';
import type { RepositoryName } from '../core/item-id.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Reason } from '../core/reasons.ts';
import { configMissing, repositoryMissing } from '../core/text/config.ts';
import { readTextFile } from '../github/repositories/contents.ts';
import type { GitHub } from '../github/wire/client.ts';
import { findLastValid, type Kept } from './last-valid-config.ts';

export type LoadedConfig =
  | {
      readonly kind: 'loaded';
      readonly config: Config;
      readonly etag: string | undefined;
      /** Present where the file as it is cannot be used, and `config` is its last valid version. */
      readonly kept?: Kept;
    }
  | { readonly kind: 'not-modified' }
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly message: string;
      /** Of a file that is not valid: while it is the same, nothing else can be found. */
      readonly etag?: string | undefined;
    };

interface LoadOptions {
  /** `.github/interlock.yml` where absent. */
  readonly path?: string;
  /** Of an earlier answer; the file is then `not-modified` if it still is the same. */
  readonly etag?: string | undefined;
  /** The agents that may be configured: those that come with Interlock, where absent. */
  readonly registry?: AgentRegistry;
}

/**
 * Reads the configuration of a project from the default branch of its home repository. One that is not valid gives way
 * to its last valid version; one that is not there does not, because to delete it is to stop.
 */
export async function loadConfig(
  github: GitHub,
  home: RepositoryName,
  { path = CONFIG_PATH, ...options }: LoadOptions = {},
): Promise<LoadedConfig> {
  try {
    return await load(github, home, { path, ...options });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.message };
  }
}

async function load(
  github: GitHub,
  home: RepositoryName,
  { path, etag, registry = shippedAgents }: LoadOptions & { readonly path: string },
): Promise<LoadedConfig> {
  const file = await readTextFile(github, home, { path, etag });
  const repository = `${home.owner}/${home.repository}`;
  switch (file.kind) {
    case 'not-modified':
      return file;
    case 'missing':
      return { kind: 'failed', reason: 'config-missing', message: configMissing(path, repository) };
    case 'repository-missing':
      return { kind: 'failed', reason: 'config-missing', message: repositoryMissing(repository) };
    case 'found': {
      const { text } = file;
      const parsed = parseConfig(text, home, { file: path, registry });
      if (parsed.kind === 'valid') return { kind: 'loaded', config: parsed.config, etag: file.etag };
      const last = await findLastValid(github, home, { path, text, problem: parsed.message, registry });
      return last
        ? { kind: 'loaded', ...last, etag: last.kept && file.etag }
        : { kind: 'failed', reason: 'config-invalid', message: parsed.message, etag: file.etag };
    }
  }
}
