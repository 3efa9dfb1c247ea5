import { type BoardItem, isAmbiguous } from '../core/board-item.ts';
import { type ItemId, isSameItem, itemKey, type RepositoryName } from '../core/item-id.ts';
import type { DependenciesRead, Dependency } from '../core/policy/blockers.ts';
import { namedDependencies } from '../core/policy/named-dependencies.ts';
import type { Reason } from '../core/reasons.ts';
import { isFinished } from '../core/stages.ts';
import type { GitHub } from '../github/client.ts';
import { listBlockers } from '../github/dependencies.ts';
import { GitHubError } from '../github/github-error.ts';
import { type Issue, readIssue } from '../github/issues.ts';
import type { Board } from './board.ts';

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
    const named = namedDependencies(`${item.title}\n${item.body}`, item.id).filter(
      (id) => !listed.some((blocker) => isSameItem(blocker.id, id)),
    );
    const ids = [...listed.map(({ id }) => id), ...named];
    return {
      dependencies: await Promise.all(ids.map(lookUp)),
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
    const issue = await readIssue(source.github, id);
    if (!issue) return { kind: 'unreadable', id };
    if (!issue.open) return { kind: 'resolved', id };
    if (issue.pullRequest || !(await isInFinishedStage(source, id))) {
      return { kind: 'unfinished', id, title: issue.title };
    }
    return { kind: 'resolved', id };
  } catch (error) {
    if (isOfThisItemAlone(error)) return { kind: 'unreadable', id };
    throw error;
  }
}

async function isInFinishedStage({ board, repositories }: DependencySource, id: ItemId): Promise<boolean> {
  if (!repositories.some((one) => isSameItem({ ...one, number: id.number }, id))) return false;
  const item = await board.read(id);
  return (
    item !== undefined &&
    !isAmbiguous(item) &&
    item.states.length === 1 &&
    item.states.every(({ stage }) => isFinished(stage))
  );
}

/** These end the decision instead of blocking an item, whose comment would then blame what it waits for. */
const NOT_OF_ONE_ITEM: ReadonlySet<Reason> = new Set<Reason>([
  'github-unavailable',
  'rate-limited',
  'bad-credentials',
]);

function isOfThisItemAlone(error: unknown): boolean {
  return error instanceof GitHubError && !NOT_OF_ONE_ITEM.has(error.reason);
}
