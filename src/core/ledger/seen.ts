import type { ItemId } from '../item-id.ts';
import type { Sighting } from './ledger-command.ts';

/** What a board shows of some items, each with since when, and what it lists. */
export interface Seen {
  /** `undefined`: it is not on the board. In the order of the question. */
  readonly sightings: readonly (Sighting | undefined)[];
  /** Open items that the board lists in flight; empty if not asked for. */
  readonly inFlight: readonly ItemId[];
  /** How many open items it lists in backlog; 0 if not asked for. */
  readonly backlog: number;
}
