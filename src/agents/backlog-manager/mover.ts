import type { AnnouncedMove, Board, BoardSelection } from '../../boards/board.ts';
import { moveItem } from '../../boards/move-item.ts';
import type { NoLedger } from '../../core/ledger/warrant.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import { followMove } from '../run/follow-move.ts';
import type { Project } from '../run/open-project.ts';

/** How the chosen items are moved. */
export interface Mover {
  /** In this order. May end after the first move that did not happen. */
  move(moves: readonly AnnouncedMove[]): AsyncIterable<MoveResult>;
  /** What was started for the items that were moved, where this run had to do it. */
  readonly followed: readonly EventDecision[];
}

/** Each move guarded by the board's own reading, where nobody claims anything. */
export function guardedMover(_: NoLedger, project: Project, selection: BoardSelection): Mover {
  const followed: EventDecision[] = [];
  return {
    followed,
    async *move(moves) {
      let next = 0;
      for await (const moved of selection.move(moves)) {
        const item = moves[next]?.item.id;
        next += 1;
        if (item && moved.outcome === 'moved') {
          followed.push(...(await followMove(project, { item, stage: 'todo' })));
        }
        yield moved;
      }
    },
  };
}

/** What the moves would come to, without a word on the items. */
export function observingMover(board: Board): Mover {
  return {
    followed: [],
    async *move(moves) {
      for (const { item, destination, expected } of moves) {
        yield await moveItem(board, { item: item.id, destination, expected, mode: 'observe' });
      }
    },
  };
}
