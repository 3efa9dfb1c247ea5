import type { BoardItem } from '../core/board-item.ts';
import type { ItemId } from '../core/item-id.ts';
import type { Seen } from '../core/ledger/ledger-command.ts';
import type { Version } from '../core/ledger/version.ts';
import type { MoveResult } from '../core/move-result.ts';
import type { DependenciesRead } from '../core/policy/blockers.ts';
import type { Stage } from '../core/stages.ts';
import type { State, States } from '../core/states.ts';
import type { StatusUpdate } from '../core/text/status-comment.ts';

/**
 * The place that shows items in stages. One implementation a provider; `tests/contract/board.ts` is what each must
 * pass. Every method reads or writes the provider at the time of the call, and throws a `ProviderError` if it cannot.
 */
export interface Board {
  /** The states that the board has now, in pipeline order. Right after another reading they cost no request. */
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

  /** The same for an item that the board may not show yet: it is put onto the board first. */
  place(id: ItemId, to: State): Promise<void>;

  /**
   * Items of the project with since when each is where it is, and if asked to what is in flight, in as few requests as
   * the provider allows. What it lists may be behind; what it says of `items` is not.
   */
  see(items: readonly ItemId[], options: { readonly list: boolean }): Promise<Seen>;

  /**
   * Takes an item from where the last `see` showed it to `to`, and answers with what the board shows then: another
   * stage than `to` is somebody else's doing. Nothing that came meanwhile is taken away.
   */
  writeAndSee(item: ItemId, to: Stage): Promise<SeenAfterWrite>;

  /** Begins the choice of the next items. Nothing is read yet. */
  openSelection(): BoardSelection;
}

export interface SeenAfterWrite {
  readonly version: Version;
  /** The item is in another stage, which `version` names, and in the one that was written as well. */
  readonly inBoth: boolean;
}

/** What the choice of the next items reads and does, in as few requests as the provider allows. Serves one choice. */
export interface BoardSelection {
  /** The open items in backlog and in flight, as they are now: of a long backlog, a first page. */
  read(): Promise<Unfinished>;

  /** The next page of the backlog, beside all that was read before; `undefined` where there is none to be looked at. */
  readOn(): Promise<Unfinished | undefined>;

  /** What an item of the last reading waits for. */
  dependenciesOf(item: BoardItem): Promise<DependenciesRead>;

  /**
   * Says on items of the last reading why they are moved, and moves them, in this order: everybody who sees an item at
   * its destination finds the reason on it. A move that did not happen is said as well. May end after the first such
   * move, and throws after the results of what was done.
   */
  move(moves: readonly AnnouncedMove[]): AsyncIterable<MoveResult>;
}

export interface Unfinished {
  readonly items: readonly BoardItem[];
  /** How many more there are, by the provider's own count. */
  readonly unlisted: { readonly backlog: number; readonly inFlight: number };
}

export interface AnnouncedMove {
  readonly item: BoardItem;
  readonly destination: State;
  readonly expected: States | undefined;
  /** Said on the item before it is moved. */
  readonly announcement: StatusUpdate;
  /** Said after a move that did not happen. */
  readonly correction: (result: MoveResult) => StatusUpdate;
}
