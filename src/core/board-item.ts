import type { ItemId } from './item-id.ts';
import type { States } from './states.ts';

/** An item as a board shows it, read at one moment. */
export interface BoardItem {
  readonly id: ItemId;
  readonly title: string;
  readonly body: string;
  /** GitHub's page of the item. */
  readonly url: string;
  readonly open: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** No state: in no stage. Two: in the middle of a move. */
  readonly states: States;
  /** How often the board shows it, where that is more than once: nobody can say which card counts. */
  readonly cards?: number;
  /** How many blockers GitHub counts for the item that are still open, those we cannot see included. */
  readonly openBlockers: number;
}

/** Where it is in more than one way, or shown more than once, nothing moves it. */
export function isAmbiguous({ states, cards = 1 }: Pick<BoardItem, 'states' | 'cards'>): boolean {
  return states.length > 1 || cards > 1;
}
