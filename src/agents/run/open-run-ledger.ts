import type { Config } from '../../core/config/config.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import { entryOfKey } from '../../core/ledger/ledger-state.ts';
import type { RunReference } from '../../core/ledger/run-reference.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { repositoryMissing } from '../../core/text/config.ts';
import { readRepository } from '../../github/repositories/repositories.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { LedgerBoard } from '../../ledger/ledger-world.ts';
import type { ProjectLedger } from '../../orchestration/open-ledger.ts';
import * as ledger from '../../orchestration/open-ledger.ts';
import type { Scope } from './access.ts';
import type { Project } from './open-project.ts';
import type { TaskContext } from './task-context.ts';

/** The ledger as a run uses it. */
export interface RunLedger extends ProjectLedger {
  readonly run: RunReference;
}

/** `undefined` where there is none. */
export function openRunLedger(
  { config, github, board }: Pick<Project, 'config' | 'github'> & { readonly board: LedgerBoard },
  { surroundings, ...runtime }: TaskContext,
  dispatch = '',
): RunLedger | undefined {
  const run = { id: surroundings.runId, attempt: surroundings.runAttempt };
  const opened = ledger.openLedger(config, {
    github,
    board,
    runtime,
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

/** The payload of a schedule does not tell it, and the ref of a merge is the branch that was merged into. */
export async function readDefaultBranch(github: GitHub, home: RepositoryName): Promise<string> {
  const repository = await readRepository(github, home);
  if (repository) return repository.defaultBranch;
  const name = `${home.owner}/${home.repository}`;
  throw new ProviderError({ reason: 'item-missing', message: repositoryMissing(name) });
}
