import { type BoardItem, isAmbiguous } from '../../core/board-item.ts';
import {
  type ItemId,
  isSameItem,
  isSameRepository,
  itemKey,
  type RepositoryName,
} from '../../core/item-id.ts';
import type { DependenciesRead, Dependency } from '../../core/policy/blockers.ts';
import { namedDependencies } from '../../core/policy/named-dependencies.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { hasMark } from '../../core/reasons.ts';
import { isFinished } from '../../core/stages.ts';
import { findIssue, type Issue, listBlockers } from '../../github/issues/issues.ts';
import { readRepository } from '../../github/repositories/repositories.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { Board } from '../board.ts';

export interface DependencySource {
  readonly github: GitHub;
  readonly board: Board;
  /** Only in these does a stage say anything: another project's "Done" is not ours. */
  readonly repositories: readonly RepositoryName[];
}

export type DependencyReader = (item: BoardItem) => Promise<DependenciesRead>;

/**
 * Reads what items wait for: GitHub's own list of blockers and what their text names. One reader serves one decision: it
 * looks each dependency up once, and remembers nothing beyond.
 */
export function createDependencyReader(source: DependencySource): DependencyReader {
  const lookUps = new Map<string, Promise<Dependency>>();
  const lookUp = (id: ItemId): Promise<Dependency> => {
    const key = itemKey(id);
    const known = lookUps.get(key) ?? lookUpDependency(source, id);
    lookUps.set(key, known);
    return known;
  };
  return async (item) => {
    const listed = await listOpenBlockers(source.github, item);
    const named = namedDependencies(item).filter(
      (id) => !listed.some((blocker) => isSameItem(blocker.id, id)),
    );
    const dependencies = await Promise.all([
      // GitHub lists it, so it exists, whatever is seen of it.
      ...listed.map(async ({ id }) => {
        const found = await lookUp(id);
        return found.kind === 'missing' ? ({ kind: 'unreadable', id } as const) : found;
      }),
      ...named.map(lookUp),
    ]);
    return {
      dependencies,
      counted: item.openBlockers,
      listed: listed.length,
    };
  };
}

/** None is asked for where GitHub counts none. A list that cannot be read leaves the counted ones unseen: they block. */
async function listOpenBlockers(github: GitHub, item: BoardItem): Promise<readonly Issue[]> {
  if (item.openBlockers === 0) return [];
  try {
    return (await listBlockers(github, item.id)).filter(({ open }) => open);
  } catch (error) {
    if (isOfThisItemAlone(error)) return [];
    throw error;
  }
}

async function lookUpDependency(source: DependencySource, id: ItemId): Promise<Dependency> {
  try {
    const found = await findIssue(source.github, id);
    if (!found) return { kind: (await canSeeRepository(source, id)) ? 'missing' : 'unreadable', id };
    const { issue } = found;
    if (!issue.open) return { kind: 'resolved', id };
    if (issue.pullRequest || !(await isInFinishedStage(source, issue.id))) {
      return { kind: 'unfinished', id, title: issue.title };
    }
    return { kind: 'resolved', id };
  } catch (error) {
    if (isOfThisItemAlone(error)) return { kind: 'unreadable', id };
    throw error;
  }
}

/**
 * Of a name under which GraphQL finds nothing: REST follows an issue into the repository that it was transferred to. Its
 * stage there is not looked at.
 */
export async function followName(github: GitHub, id: ItemId): Promise<Dependency> {
  try {
    const found = await findIssue(github, id);
    if (!found) return { kind: 'missing', id };
    const { open, title } = found.issue;
    return open ? { kind: 'unfinished', id, title } : { kind: 'resolved', id };
  } catch (error) {
    if (isOfThisItemAlone(error)) return { kind: 'unreadable', id };
    throw error;
  }
}

/** GitHub answers for a repository that is hidden as for an issue that does not exist. */
async function canSeeRepository({ github, repositories }: DependencySource, id: ItemId): Promise<boolean> {
  // The item itself was read in one of these.
  if (repositories.some((one) => isSameRepository(one, id))) return true;
  return (await readRepository(github, id)) !== undefined;
}

async function isInFinishedStage({ board, repositories }: DependencySource, id: ItemId): Promise<boolean> {
  if (!repositories.some((one) => isSameRepository(one, id))) return false;
  const item = await board.read(id);
  return (
    item !== undefined &&
    !isAmbiguous(item) &&
    item.states.length === 1 &&
    item.states.every(({ stage }) => isFinished(stage))
  );
}

/** What stops everything ends the decision. If it blocked the item, its comment would blame what it waits for. */
function isOfThisItemAlone(error: unknown): boolean {
  return error instanceof ProviderError && !hasMark(error.reason, 'stopsEverything');
}
