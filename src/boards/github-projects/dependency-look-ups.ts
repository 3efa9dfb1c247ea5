import { type BoardItem, isAmbiguous } from '../../core/board-item.ts';
import { type ItemId, itemKey } from '../../core/item-id.ts';
import type { DependenciesRead, Dependency } from '../../core/policy/blockers.ts';
import { namedDependencies } from '../../core/policy/named-dependencies.ts';
import { isFinished } from '../../core/stages.ts';
import { LARGEST_NUMBER, type LookedUp, lookUpIssues } from '../../github/look-up-issues.ts';
import type { IssueWithCards } from '../../github/project-cards.ts';
import type { Candidate } from '../../github/survey-project.ts';
import { boardItemOf } from './board-item-of.ts';
import type { ProjectConnection } from './project-connection.ts';
import type { ResolvedBoard } from './resolve-board.ts';

/**
 * What candidates wait for. All that they name and the board did not show is looked up together, when the first of them
 * is asked about; nothing is looked up twice.
 */
export class DependencyLookUps {
  readonly #connection: ProjectConnection;
  /** By item, as is all of this. */
  readonly #found = new Map<string, Dependency>();
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
    return {
      dependencies: waitsFor(candidate).map(
        (id) => this.#onBoard(id) ?? this.#found.get(itemKey(id)) ?? { kind: 'unreadable', id },
      ),
      counted: item.openBlockers,
      listed: candidate.blockers.length,
    };
  }

  /** What is in backlog or in flight is not finished: no request is needed to know that. */
  #onBoard(id: ItemId): Dependency | undefined {
    const item = this.#items.get(itemKey(id));
    return item && { kind: 'unfinished', id, title: item.title };
  }

  async #lookUpAll(): Promise<void> {
    const ids = new Map<string, ItemId>();
    for (const id of this.#candidates.flatMap(waitsFor)) {
      const isKnown = this.#found.has(itemKey(id)) || this.#items.has(itemKey(id));
      if (!isKnown && id.number <= LARGEST_NUMBER) ids.set(itemKey(id), id);
    }
    if (ids.size === 0) return;
    const board = await this.#connection.board();
    const found = await lookUpIssues(this.#connection.github, board.field.name, [...ids.values()]);
    for (const [index, [key, id]] of [...ids].entries()) {
      this.#found.set(
        key,
        toDependency(id, found[index], (issue) => this.#isFinished(issue, board)),
      );
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

/** GitHub's own list of blockers, and what the text names besides. */
function waitsFor({ issue, blockers }: Candidate): readonly ItemId[] {
  const listed = new Set(blockers.map(itemKey));
  const named = namedDependencies(`${issue.title}\n${issue.body}`, issue.id);
  return [...blockers, ...named.filter((id) => !listed.has(itemKey(id)))];
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
    default:
      return { kind: 'unreadable', id };
  }
}
