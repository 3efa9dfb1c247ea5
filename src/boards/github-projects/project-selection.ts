import { type BoardItem, isAmbiguous } from '../../core/board-item.ts';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { DependenciesRead, Dependency } from '../../core/policy/blockers.ts';
import { namedDependencies } from '../../core/policy/named-dependencies.ts';
import { IN_FLIGHT_STAGES, isFinished } from '../../core/stages.ts';
import { LARGEST_NUMBER, type LookedUp, lookUpIssues } from '../../github/look-up-issues.ts';
import { type Candidate, surveyProject } from '../../github/survey-project.ts';
import type { AnnouncedMove, Board, BoardSelection, Unfinished } from '../board.ts';
import { announceAndMove } from './announce-and-move.ts';
import { boardItemOf } from './board-item-of.ts';
import { covers, itemSearch } from './item-search.ts';
import type { ProjectConnection } from './project-connection.ts';

/**
 * The choice in few requests, whatever the size of the board: one for the items, one for what they name and the board
 * did not show, one for the comments, which reads the items again, and one for the moves.
 */
export class ProjectSelection implements BoardSelection {
  readonly #connection: ProjectConnection;
  readonly #board: Board;
  /** By item, as last read. */
  #items = new Map<string, BoardItem>();
  #candidates = new Map<string, Candidate>();
  #lookedUp: Promise<ReadonlyMap<string, Dependency>> | undefined;

  constructor(connection: ProjectConnection, board: Board) {
    this.#connection = connection;
    this.#board = board;
  }

  async read(): Promise<Unfinished> {
    const { github, repositories } = this.#connection;
    const { answer, board } = await this.#connection.ask(
      (names) =>
        surveyProject(github, names, {
          inFlight: itemSearch(this.#connection, names, IN_FLIGHT_STAGES),
          backlog: itemSearch(this.#connection, names, ['backlog']),
          repositories,
        }),
      (names, { states }) =>
        covers(names.states, states, IN_FLIGHT_STAGES) && covers(names.states, states, ['backlog']),
    );
    const { inFlight, backlog } = answer;
    const issues = [...inFlight.issues, ...backlog.issues.map(({ issue }) => issue)];
    const items = issues
      .map((issue) => boardItemOf(issue, board))
      // The search may be behind the board: what counts is where the card is now.
      .filter(({ id, open, states }) => open && states.length > 0 && this.#connection.isOurs(id));
    this.#items = new Map(items.map((item) => [keyOf(item.id), item]));
    this.#candidates = new Map(backlog.issues.map((candidate) => [keyOf(candidate.issue.id), candidate]));
    this.#lookedUp = undefined;
    return {
      items: [...this.#items.values()],
      unlisted: {
        backlog: Math.max(0, backlog.total - backlog.listed),
        inFlight: Math.max(0, inFlight.total - inFlight.listed),
      },
    };
  }

  async dependenciesOf(item: BoardItem): Promise<DependenciesRead> {
    const candidate = this.#candidateOf(item);
    const { blockers } = candidate;
    const ids = this.#waitsFor(candidate);
    const lookedUp = await this.#lookUps();
    return {
      dependencies: ids.map(
        (id) => this.#onBoard(id) ?? lookedUp.get(keyOf(id)) ?? { kind: 'unreadable', id },
      ),
      counted: item.openBlockers,
      listed: blockers.length,
    };
  }

  move(moves: readonly AnnouncedMove[]): AsyncIterable<MoveResult> {
    return announceAndMove(
      this.#connection,
      this.#board,
      moves.map((move) => ({ ...move, candidate: this.#candidateOf(move.item) })),
    );
  }

  /** GitHub's own list of blockers, and what the text names besides. */
  #waitsFor({ issue, blockers }: Candidate): readonly ItemId[] {
    const listed = new Set(blockers.map(keyOf));
    const named = namedDependencies(`${issue.title}\n${issue.body}`, issue.id);
    return [...blockers, ...named.filter((id) => !listed.has(keyOf(id)))];
  }

  /** What is in backlog or in flight is not finished: no request is needed to know that. */
  #onBoard(id: ItemId): Dependency | undefined {
    const item = this.#items.get(keyOf(id));
    return item && { kind: 'unfinished', id, title: item.title };
  }

  /** All that the candidates wait for and the board did not show, looked up together when the first is asked for. */
  #lookUps(): Promise<ReadonlyMap<string, Dependency>> {
    this.#lookedUp ??= this.#lookUpAll();
    return this.#lookedUp;
  }

  async #lookUpAll(): Promise<ReadonlyMap<string, Dependency>> {
    const ids = new Map<string, ItemId>();
    for (const candidate of this.#candidates.values()) {
      for (const id of this.#waitsFor(candidate)) {
        if (!this.#onBoard(id) && id.number <= LARGEST_NUMBER) ids.set(keyOf(id), id);
      }
    }
    if (ids.size === 0) return new Map();
    const board = await this.#connection.board();
    const found = await lookUpIssues(this.#connection.github, board.field.name, [...ids.values()]);
    return new Map(
      [...ids].map(([key, id], index) => {
        const lookedUp = found[index];
        return [key, toDependency(id, lookedUp, (item) => this.#isFinished(item, board))];
      }),
    );
  }

  /** Another project's "Done" is not ours. */
  #isFinished(
    lookedUp: Extract<LookedUp, { kind: 'issue' }>,
    board: Parameters<typeof boardItemOf>[1],
  ): boolean {
    const item = boardItemOf(lookedUp.issue, board);
    const [state] = item.states;
    return (
      this.#connection.isOurs(item.id) && !isAmbiguous(item) && state !== undefined && isFinished(state.stage)
    );
  }

  #candidateOf({ id }: BoardItem): Candidate {
    const candidate = this.#candidates.get(keyOf(id));
    if (!candidate) throw new Error(`${formatItemId(id)} is no candidate of the last reading`);
    return candidate;
  }
}

function toDependency(
  id: ItemId,
  found: LookedUp | undefined,
  isDone: (issue: Extract<LookedUp, { kind: 'issue' }>) => boolean,
): Dependency {
  switch (found?.kind) {
    case 'issue':
      return found.issue.open && !isDone(found)
        ? { kind: 'unfinished', id, title: found.issue.title }
        : { kind: 'resolved', id };
    case 'pull-request':
      return found.open ? { kind: 'unfinished', id, title: found.title } : { kind: 'resolved', id };
    default:
      return { kind: 'unreadable', id };
  }
}

function keyOf(id: ItemId): string {
  return formatItemId(id).toLowerCase();
}
