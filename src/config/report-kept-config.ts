import type { Config } from '../core/config/config.ts';
import type { RepositoryName } from '../core/item-id.ts';
import type { Router } from '../core/mode.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Warning } from '../core/reasons.ts';
import { configKept, configKeptComment } from '../core/text/config.ts';
import { ensureCommitComment } from '../github/repositories/commits.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { Kept } from './last-valid-config.ts';

export interface KeptReport {
  readonly warning: Warning;
  /** Whether all was said that there was to say; otherwise it is worth another try. */
  readonly isSaid: boolean;
}

/** The warning alone, for who only looks. */
export function warningOf(kept: Kept): Warning {
  return { reason: 'config-kept', message: configKept(textOf(kept)) };
}

/**
 * Says on the commit, once, that its configuration is not followed: the router does, so that one of two installations
 * says it, and nobody where the project only observes. A comment that cannot be written holds nothing up.
 */
export async function reportKept(
  github: GitHub,
  home: RepositoryName,
  { config, kept, router }: { readonly config: Config; readonly kept: Kept; readonly router: Router },
): Promise<KeptReport> {
  const warning = warningOf(kept);
  if (config.router !== router || config.mode !== 'act') return { warning, isSaid: true };
  try {
    await ensureCommitComment(github, home, {
      commit: kept.commit.sha,
      marker: `config-kept ${config.project}`,
      body: configKeptComment(textOf(kept)),
    });
    return { warning, isSaid: true };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const message = `${warning.message} ${error.message}`;
    return { warning: { ...warning, message }, isSaid: false };
  }
}

function textOf({ commit, version, ...kept }: Kept) {
  return { ...kept, commit: commit.sha, version: version.sha };
}
