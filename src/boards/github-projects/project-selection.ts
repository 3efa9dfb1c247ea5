import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, itemKey } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { DependenciesRead } from '../../core/policy/blockers.ts';
import { IN_FLIGHT_STAGES, type Stage } from '../../core/stages.ts';
import type { IssueWithCards } from '../../github/projects/project-cards.ts';
import { type Candidate, surveyProject } from '../../github/projects/survey-project.ts';
import type { AnnouncedMove, Board, BoardSelection, Unfinished } from '../board.ts';
import { announceAndMove } from './announce-and-move.ts';
import { boardItemOf } from './board-item-of.ts';
import { DependencyLookUps } from './dependency-look-ups.ts';
import { covers, itemSearch } from './item-search.ts';
import type { ProjectConnection } from './project-connection.ts';
import type { ResolvedBoard } from './resolve-board.ts';

/** Of a hundred candidates each. A choice has to end, however long the backlog. */
const MOST_PAGES = 10;

const UNFINISHED: readonly Stage[] = ['backlog', ...IN_FLIGHT_STAGES];

/**
 * The choice in few requests, whatever the size of the board: one for the items, one for what they name and the board
 * did not show, one for the comments, which reads the items again, and one for the moves. Only where all of a page waits
 * is the next page of the backlog read, which costs the first two again.
 */
export class ProjectSelection implements BoardSelection {
  readonly #connection: ProjectConnection;
  readonly #board: Board;
  /** By item, as last read. */
  #items = new Map<string, BoardItem>();
  #candidates = new Map<string, Candidate>();
  #pages = 0;
  #listed = 0;
  #next: string | undefined;
  #dependencies: DependencyLookUps;

  constructor(connection: ProjectConnection, board: Board) {
    this.#connection = connection;
    this.#board = board;
    this.#dependencies = new DependencyLookUps(connection);
  }

  read(): Promise<Unfinished> {
    this.#items = new Map();
    this.#candidates = new Map();
    this.#dependencies = new DependencyLookUps(this.#connection);
    this.#pages = 0;
    this.#listed = 0;
    return this.#readPage(undefined);
  }

  async readOn(): Promise<Unfinished | undefined> {
    return this.#next === undefined || this.#pages >= MOST_PAGES ? undefined : this.#readPage(this.#next);
  }

  async #readPage(after: string | undefined): Promise<Unfinished> {
    const { github, repositories } = this.#connection;
    const { answer, board } = await this.#connection.ask(
      (names) =>
        surveyProject(github, names, {
          inFlight: itemSearch(this.#connection, names, IN_FLIGHT_STAGES),
          backlog: itemSearch(this.#connection, names, ['backlog']),
          after,
          repositories,
        }),
      (names, { states }) =>
        covers(names.states, states, IN_FLIGHT_STAGES) && covers(names.states, states, ['backlog']),
    );
    const { inFlight, backlog } = answer;
    // The search may be behind the board: what counts is where the card is now.
    const found = [
      ...this.#itemsIn(IN_FLIGHT_STAGES, inFlight.issues, board),
      ...this.#itemsIn(
        UNFINISHED,
        backlog.issues.map(({ issue }) => issue),
        board,
      ),
    ];
    // On every page, what is in flight is as its answer shows it.
    const candidates = [...this.#items].filter(([key]) => this.#candidates.has(key));
    this.#items = new Map([...candidates, ...found.map((item) => [itemKey(item.id), item] as const)]);
    for (const candidate of backlog.issues) this.#candidates.set(itemKey(candidate.issue.id), candidate);
    this.#pages += 1;
    this.#listed += backlog.listed;
    this.#next = backlog.next;
    this.#dependencies.show(this.#items, [...this.#candidates.values()]);
    return {
      items: [...this.#items.values()],
      unlisted: {
        backlog: Math.max(0, backlog.total - this.#listed),
        inFlight: Math.max(0, inFlight.total - inFlight.listed),
      },
    };
  }

  dependenciesOf(item: BoardItem): Promise<DependenciesRead> {
    return this.#dependencies.of(item, this.#candidateOf(item));
  }

  move(moves: readonly AnnouncedMove[]): AsyncIterable<MoveResult> {
    return announceAndMove(
      this.#connection,
      this.#board,
      moves.map((move) => ({ ...move, candidate: this.#candidateOf(move.item) })),
    );
  }

  #itemsIn(
    stages: readonly Stage[],
    issues: readonly IssueWithCards[],
    board: ResolvedBoard,
  ): readonly BoardItem[] {
    return issues
      .map((issue) => boardItemOf(issue, board))
      .filter(
        ({ id, open, states }) =>
          open && states.some(({ stage }) => stages.includes(stage)) && this.#connection.isOurs(id),
      );
  }

  #candidateOf({ id }: BoardItem): Candidate {
    const candidate = this.#candidates.get(itemKey(id));
    if (!candidate) throw new Error(`${formatItemId(id)} is no candidate of the last reading`);
    return candidate;
  }
}
