import type { Config } from '../core/config/config.ts';
import { entryOfKey } from '../core/ledger/dispatch-key.ts';
import { openProjectLedger, type ProjectLedger } from '../intents/project-ledger.ts';
import type { Scope } from './access.ts';
import { INTERLOCK } from './implementation/identity.ts';
import type { Project } from './open-project.ts';
import { readDefaultBranch } from './route/read-default-branch.ts';
import type { TaskContext } from './task-context.ts';

/** The project's ledger; `undefined` where there is none, and where nothing is written. */
export function openLedger(
  { config, github, board }: Project,
  { surroundings, newId, sleep, random }: Pick<TaskContext, 'surroundings' | 'newId' | 'sleep' | 'random'>,
  dispatch = '',
): ProjectLedger | undefined {
  if (config.ledger === 'off' || config.mode === 'observe') return undefined;
  const { project, home, workflow } = config;
  const { runId: id, runAttempt: attempt } = surroundings;
  const atLeast = entryOfKey(dispatch);
  return openProjectLedger({
    github,
    board,
    project,
    home,
    workflow,
    defaultBranch: () => readDefaultBranch(github, home),
    run: { id, attempt },
    ...(atLeast !== undefined && { atLeast }),
    author: INTERLOCK,
    newId,
    sleep,
    random,
  });
}

/** What the ledger needs besides: to append, to start runs, and to ask whether one is over. */
export function ledgerPermissions({ ledger }: Config): Scope['permissions'] {
  return ledger === 'on' ? { actions: 'write', contents: 'write' } : {};
}
