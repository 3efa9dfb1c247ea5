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
  /** How many blockers GitHub counts for the item that are still open, those we cannot see included. */
  readonly openBlockers: number;
}
