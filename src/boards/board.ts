import type { BoardItem } from '../core/board-item.ts';
import type { ItemId } from '../core/item-id.ts';
import type { Stage } from '../core/stages.ts';
import type { State, States } from '../core/states.ts';

/**
 * The place that shows items in stages. One implementation a provider; `tests/contract/board.ts` is what each must
 * pass. Every method reads or writes the provider at the time of the call, and throws a `GitHubError` if it cannot.
 */
export interface Board {
  /** The states that the board has now, in pipeline order. */
  readStates(): Promise<States>;

  /** The open items that are in one of `stages` now, each once, in no particular order. */
  list(stages: readonly Stage[]): Promise<readonly BoardItem[]>;

  /** One item, whatever its stage; `undefined` if it does not exist or is no issue. */
  read(id: ItemId): Promise<BoardItem | undefined>;

  /**
   * Puts the item into `to` and takes it out of every other stage, whatever was read before. Nothing else of the item
   * changes. Providers without a conditional write say so in their head comment.
   */
  write(id: ItemId, to: State): Promise<void>;
}
