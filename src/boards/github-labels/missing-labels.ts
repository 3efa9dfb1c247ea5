import type { Config } from '../../core/config/config.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import { isSameName, type State } from '../../core/states.ts';
import { difference } from '../../core/text/look-alikes.ts';
import { listLabelNames } from '../../github/issues/repository-labels.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { openBoard } from '../open-board.ts';

export interface MissingLabel {
  readonly repository: RepositoryName;
  readonly state: State;
  /** A label of the repository that looks the same and is another one. */
  readonly lookAlike?: string;
}

/**
 * The labels of stages that are still to be made. The options of a GitHub project are its people's own: they are looked
 * at, and a `ProviderError` says which are missing.
 */
export async function missingLabels(config: Config, github: GitHub): Promise<readonly MissingLabel[]> {
  const { board, repositories } = config;
  if (board.type === 'github-projects') {
    await openBoard(config, { github }).readStates();
    return [];
  }
  const missing: MissingLabel[] = [];
  for (const repository of repositories) {
    const names = await listLabelNames(github, repository);
    for (const state of board.states) {
      if (names.some((name) => isSameName(name, state.name))) continue;
      const lookAlike = names.find((name) => difference(name, state.name) !== undefined);
      missing.push({ repository, state, ...(lookAlike !== undefined && { lookAlike }) });
    }
  }
  return missing;
}
