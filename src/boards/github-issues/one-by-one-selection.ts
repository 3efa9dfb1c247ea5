import type { BoardItem } from '../../core/board-item.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { DependenciesRead } from '../../core/policy/blockers.ts';
import { IN_FLIGHT_STAGES } from '../../core/stages.ts';
import { updateStatus } from '../../github/issues/update-status.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { AnnouncedMove, Board, BoardSelection, Unfinished } from '../board.ts';
import { moveItem } from '../move-item.ts';
import { createDependencyReader, type DependencyReader } from './read-dependencies.ts';

/** The choice on a board that has no request for several things at once. */
export class OneByOneSelection implements BoardSelection {
  readonly #github: GitHub;
  readonly #board: Board;
  readonly #dependenciesOf: DependencyReader;

  constructor(github: GitHub, board: Board, repositories: readonly RepositoryName[]) {
    this.#github = github;
    this.#board = board;
    this.#dependenciesOf = createDependencyReader({ github, board, repositories });
  }

  async read(): Promise<Unfinished> {
    const items = await this.#board.list(['backlog', ...IN_FLIGHT_STAGES]);
    return { items, unlisted: { backlog: 0, inFlight: 0 } };
  }

  /** All of it was listed. */
  async readOn(): Promise<undefined> {}

  dependenciesOf(item: BoardItem): Promise<DependenciesRead> {
    return this.#dependenciesOf(item);
  }

  async *move(moves: readonly AnnouncedMove[]): AsyncIterable<MoveResult> {
    for (const move of moves) {
      const result = await this.#moveOne(move);
      yield result;
      // Somebody else is at work, or GitHub does not answer: decide again before the next move.
      if (result.outcome !== 'moved') return;
    }
  }

  async #moveOne(move: AnnouncedMove): Promise<MoveResult> {
    const { item, destination, expected, announcement, correction } = move;
    await updateStatus(this.#github, item.id, announcement);
    const result = await moveItem(this.#board, { item: item.id, destination, expected });
    if (result.outcome !== 'moved') await updateStatus(this.#github, item.id, correction(result));
    return result;
  }
}
