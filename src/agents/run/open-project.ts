import type { Board } from '../../boards/board.ts';
import { openBoard } from '../../boards/open-board.ts';
import { findVisibleRival } from '../../config/find-visible-rival.ts';
import { loadConfig } from '../../config/load-config.ts';
import { reportKept } from '../../config/report-kept-config.ts';
import { type Config, withHome } from '../../core/config/config.ts';
import { mayHaveRivals } from '../../core/config/rivals.ts';
import { formatItemId, type ItemId, isSameRepository } from '../../core/item-id.ts';
import type { Warning } from '../../core/reasons.ts';
import { claimedTwice } from '../../core/text/config.ts';
import * as text from '../../core/text/input-message.ts';
import type { Access, OpenAccess, Scope } from './access.ts';
import type { RunSurroundings } from './surroundings.ts';
import { type TaskDecision, taskFailed } from './task-decision.ts';

/** A project as one task may see it. */
export interface Project extends Access {
  readonly config: Config;
  readonly board: Board;
  readonly now: () => Date;
}

export type OpenedProject =
  | { readonly kind: 'open'; readonly project: Project }
  | { readonly kind: 'closed'; readonly decision: TaskDecision };

interface ProjectOptions {
  readonly inputs: {
    /** Path of the configuration. */
    readonly config: string;
    readonly project: string | undefined;
    readonly item?: ItemId | undefined;
  };
  readonly surroundings: RunSurroundings;
  readonly openAccess: OpenAccess;
  readonly warn: (warning: Warning) => void;
  readonly now: () => Date;
  readonly permissions: (config: Config) => Scope['permissions'];
}

/** Opens a project to work in it, unless another one comes first in a repository of it. */
export async function openProject(options: ProjectOptions): Promise<OpenedProject> {
  const opened = await reopenProject(options);
  if (opened.kind === 'closed') return opened;
  const { config, github } = opened.project;
  const rival = await findVisibleRival(github, config, options.inputs.config);
  return rival ? closed(taskFailed('config-invalid', claimedTwice(config, rival))) : opened;
}

/**
 * Opens a project only to end what was begun there. Reads the configuration from the default branch, whatever the
 * workflow has checked out, and only then asks for more than reading it needs.
 */
export async function reopenProject(options: ProjectOptions): Promise<OpenedProject> {
  const { inputs, surroundings, openAccess, permissions } = options;
  const { home } = surroundings;
  const reader = await openAccess({ repositories: [home], permissions: { contents: 'read' } });
  const loaded = await loadConfig(reader.github, home, { path: inputs.config });
  if (loaded.kind === 'not-modified') throw new Error('The configuration was not asked for by etag');
  if (loaded.kind === 'failed') return closed(taskFailed(loaded.reason, loaded.message));
  const { config, kept } = loaded;
  if (kept) {
    // GitHub asks no more for a comment on a commit than to read it.
    const { warning } = await reportKept(reader.github, home, { config, kept, router: 'workflow' });
    options.warn(warning);
  }
  if (inputs.project !== undefined && inputs.project !== config.project) {
    return closed(
      taskFailed('unknown-project', text.unknownProject(inputs.project, config.project, inputs.config)),
    );
  }
  if (inputs.item && !isPartOf(inputs.item, config)) {
    const names = config.repositories.map(({ owner, repository }) => `${owner}/${repository}`);
    return closed(taskFailed('item-foreign', text.itemForeign(formatItemId(inputs.item), names)));
  }
  const wanted: Scope['permissions'] = {
    // To see whether another repository has a configuration of its own.
    ...(mayHaveRivals(config) && { contents: 'read' }),
    ...permissions(config),
  };
  const access = await openAccess({
    // Runs are started in the home repository.
    repositories: 'actions' in wanted ? withHome(config) : config.repositories,
    permissions: config.mode === 'observe' ? readOnly(wanted) : wanted,
  });
  return {
    kind: 'open',
    project: { ...access, config, board: openBoard(config, access), now: options.now },
  };
}

/** A project that only observes gets an App's token that could not do more. */
function readOnly(permissions: Scope['permissions']): Scope['permissions'] {
  return Object.fromEntries(Object.keys(permissions).map((name) => [name, 'read' as const]));
}

function isPartOf(item: ItemId, { repositories }: Config): boolean {
  return repositories.some((one) => isSameRepository(one, item));
}

function closed(decision: TaskDecision): OpenedProject {
  return { kind: 'closed', decision };
}
