import { type BoardItem, isAmbiguous } from '../../core/board-item.ts';
import { type ItemId, itemKey } from '../../core/item-id.ts';
import type { DependenciesRead, Dependency } from '../../core/policy/blockers.ts';
import { namedDependencies } from '../../core/policy/named-dependencies.ts';
import { isFinished } from '../../core/stages.ts';
import { LARGEST_NUMBER, type LookedUp, lookUpIssues } from '../../github/issues/look-up-issues.ts';
import type { IssueWithCards } from '../../github/projects/project-cards.ts';
import type { Candidate } from '../../github/projects/survey-project.ts';
import { followName } from '../github-issues/read-dependencies.ts';
import { boardItemOf } from './board-item-of.ts';
import type { ProjectConnection } from './project-connection.ts';
import type { ResolvedBoard } from './resolve-board.ts';

/** Names that lead nowhere are rare, and each costs a request. Of more than these in one page it is not known, so they block. */
const MOST_FOLLOWED = 20;

/**
 * What candidates wait for. All that they name and the board did not show is looked up together, when the first of them
 * is asked about; nothing is looked up twice.
 */
export class DependencyLookUps {
  readonly #connection: ProjectConnection;
  /** By item, as is all of this. */
  readonly #found = new Map<string, Dependency>();
  /** What each waits for: a text is read once. */
  readonly #names = new WeakMap<Candidate, readonly ItemId[]>();
  #items: ReadonlyMap<string, BoardItem> = new Map();
  #candidates: readonly Candidate[] = [];
  #lookUps: Promise<void> | undefined;

  constructor(connection: ProjectConnection) {
    this.#connection = connection;
  }

  /** What the board shows by now. */
  show(items: ReadonlyMap<string, BoardItem>, candidates: readonly Candidate[]): void {
    this.#items = items;
    this.#candidates = candidates;
    this.#lookUps = undefined;
  }

  async of(item: BoardItem, candidate: Candidate): Promise<DependenciesRead> {
    this.#lookUps ??= this.#lookUpAll();
    await this.#lookUps;
    const listed = new Set(candidate.blockers.map(itemKey));
    return {
      dependencies: this.#waitsFor(candidate).map((id): Dependency => {
        const found = this.#onBoard(id) ?? this.#found.get(itemKey(id));
        // GitHub lists it, so it exists, whatever is seen of it.
        const isSeen = found && !(found.kind === 'missing' && listed.has(itemKey(id)));
        return isSeen ? found : { kind: 'unreadable', id };
      }),
      counted: item.openBlockers,
      listed: candidate.blockers.length,
    };
  }

  /** GitHub's own list of blockers, and what the text names besides. */
  #waitsFor(candidate: Candidate): readonly ItemId[] {
    const known = this.#names.get(candidate);
    if (known) return known;
    const { issue, blockers } = candidate;
    const listed = new Set(blockers.map(itemKey));
    const ids = [...blockers, ...namedDependencies(issue).filter((id) => !listed.has(itemKey(id)))];
    this.#names.set(candidate, ids);
    return ids;
  }

  /** What is in backlog or in flight is not finished: no request is needed to know that. */
  #onBoard(id: ItemId): Dependency | undefined {
    const item = this.#items.get(itemKey(id));
    return item && { kind: 'unfinished', id, title: item.title };
  }

  async #lookUpAll(): Promise<void> {
    const ids = new Map<string, ItemId>();
    for (const id of this.#candidates.flatMap((candidate) => this.#waitsFor(candidate))) {
      if (this.#found.has(itemKey(id)) || this.#items.has(itemKey(id))) continue;
      if (id.number <= LARGEST_NUMBER) ids.set(itemKey(id), id);
      // Of the project's repositories it is known that they can be read.
      else if (this.#connection.isOurs(id)) this.#found.set(itemKey(id), { kind: 'missing', id });
    }
    if (ids.size === 0) return;
    const board = await this.#connection.board();
    const { github } = this.#connection;
    const found = await lookUpIssues(github, board.field.name, [...ids.values()]);
    let followed = 0;
    for (const [index, [key, id]] of [...ids].entries()) {
      const dependency = toDependency(id, found[index], (issue) => this.#isFinished(issue, board));
      if (dependency.kind !== 'missing') this.#found.set(key, dependency);
      else if (followed < MOST_FOLLOWED) {
        followed += 1;
        this.#found.set(key, await followName(github, id));
      }
    }
  }

  /** Another project's "Done" is not ours. */
  #isFinished(issue: IssueWithCards, board: ResolvedBoard): boolean {
    const item = boardItemOf(issue, board);
    const [state] = item.states;
    return (
      this.#connection.isOurs(item.id) && !isAmbiguous(item) && state !== undefined && isFinished(state.stage)
    );
  }
}

function toDependency(
  id: ItemId,
  found: LookedUp | undefined,
  isDone: (issue: IssueWithCards) => boolean,
): Dependency {
  switch (found?.kind) {
    case 'issue':
      return found.issue.open && !isDone(found.issue)
        ? { kind: 'unfinished', id, title: found.issue.title }
        : { kind: 'resolved', id };
    case 'pull-request':
      return found.open ? { kind: 'unfinished', id, title: found.title } : { kind: 'resolved', id };
    case 'missing':
      return { kind: 'missing', id };
    case 'hidden':
    case undefined:
      return { kind: 'unreadable', id };
  }
}
