import type { AgentRegistry } from '../core/agents/agent-registry.ts';
import type { Config } from '../core/config/config.ts';
import { parseConfig } from '../core/config/parse-config.ts';
import { salvage } from '../core/config/salvage.ts';
import type { RepositoryName } from '../core/item-id.ts';
import { type Commit, listCommitsOf } from '../github/repositories/commits.ts';
import { readTextFile } from '../github/repositories/contents.ts';
import type { GitHub } from '../github/wire/client.ts';

/** How far back a valid version is looked for. */
const VERSIONS = 10;

/** The configuration as it is cannot be used, and an older version of it is followed. */
export interface Kept {
  readonly path: string;
  /** Every problem of the file as it is, a line each. */
  readonly problem: string;
  /** The commit that made the file as it is. */
  readonly commit: Commit;
  /** The one whose version is followed. */
  readonly version: Commit;
  /** Whether that version is followed without acting, because the file as it is does not say `mode: act`. */
  readonly observes: boolean;
}

export interface LastValidConfig {
  readonly config: Config;
  /** Absent where the newest version turned out to be valid: somebody corrected it meanwhile. */
  readonly kept?: Kept;
}

interface UnusableFile {
  readonly path: string;
  readonly text: string;
  readonly problem: string;
  /** The agents that may be configured. */
  readonly registry: AgentRegistry;
}

/**
 * Looks back for the newest version that is valid, so that a slip of the pen stops nobody's work. Only this far:
 *
 * - a version that was deleted ends the search, because to delete the file is to stop Interlock;
 * - a version of another project is none of this one;
 * - a file that does not say `mode: act`, as far as it can be read, is not overruled by one that did.
 */
export async function findLastValid(
  github: GitHub,
  home: RepositoryName,
  { path, text, problem, registry }: UnusableFile,
): Promise<LastValidConfig | undefined> {
  const said = salvage(text);
  const commits = await listCommitsOf(github, home, { path, count: VERSIONS });
  const [commit] = commits;
  for (const version of commits) {
    const file = await readTextFile(github, home, { path, ref: version.sha });
    if (file.kind !== 'found') return undefined;
    const parsed = parseConfig(file.text, home, { file: path, registry });
    if (parsed.kind === 'invalid') continue;
    const { config } = parsed;
    if (!commit || version === commit) return { config };
    if (said.project !== undefined && said.project !== config.project) return undefined;
    const observes = said.observes && config.mode === 'act';
    return {
      config: observes ? { ...config, mode: 'observe' } : config,
      kept: { path, problem, commit, version, observes },
    };
  }
  return undefined;
}
