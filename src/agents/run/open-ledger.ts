import type { Config } from '../../core/config/config.ts';
import { entryOfKey } from '../../core/ledger/dispatch-key.ts';
import type { RunReference } from '../../core/ledger/run-reference.ts';
import type { LedgerBoard } from '../../ledger/ledger-world.ts';
import * as ledger from '../../orchestration/open-ledger.ts';
import type { ProjectLedger } from '../../orchestration/project-ledger.ts';
import type { Scope } from './access.ts';
import type { Project } from './open-project.ts';
import { readDefaultBranch } from './read-default-branch.ts';
import type { TaskContext } from './task-context.ts';

/** The ledger as a run uses it. */
export interface RunLedger extends ProjectLedger {
  readonly run: RunReference;
}

/** `undefined` where there is none. */
export function openRunLedger(
  { config, github, board }: Pick<Project, 'config' | 'github'> & { readonly board: LedgerBoard },
  { surroundings, ...outside }: TaskContext,
  dispatch = '',
): RunLedger | undefined {
  const run = { id: surroundings.runId, attempt: surroundings.runAttempt };
  const opened = ledger.openLedger(config, {
    github,
    board,
    outside,
    run,
    defaultBranch: () => readDefaultBranch(github, config.home),
    atLeast: entryOfKey(dispatch),
  });
  return opened && { ...opened, run };
}

/** What the ledger needs besides: to append, to start runs, and to ask whether one is over. */
export function ledgerPermissions({ ledger: mode }: Config): Scope['permissions'] {
  return mode === 'on' ? { actions: 'write', contents: 'write' } : {};
}
