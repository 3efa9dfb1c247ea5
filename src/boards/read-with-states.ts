import type { ItemId } from '../core/item-id.ts';
import type { States } from '../core/states.ts';
import type { Board } from './board.ts';

export interface ReadWithStates {
  readonly states: States;
  /** Its first read is the one that was made already; for the move that follows at once. */
  readonly board: Pick<Board, 'read' | 'write'>;
}

/**
 * An item, and the states of the board. The item is read first, because an answer about an item brings along the states
 * of a board that has to be asked for them: one request instead of two. A failure is left to the caller that reads the
 * item.
 */
export async function readWithStates(board: Board, item: ItemId): Promise<ReadWithStates> {
  const made = await Promise.allSettled([board.read(item)]);
  const states = await board.readStates();
  return {
    states,
    board: {
      read: async (id) => {
        const [reading] = made.splice(0, 1);
        if (!reading) return board.read(id);
        if (reading.status === 'rejected') throw reading.reason;
        return reading.value;
      },
      write: (id, to) => board.write(id, to),
    },
  };
}
