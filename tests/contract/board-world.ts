import { expect } from 'vitest';
import type { Board } from '../../src/boards/board.ts';
import { moveItem } from '../../src/boards/move-item.ts';
import { formatItemId, type ItemId } from '../../src/core/item-id.ts';
import type { MoveResult } from '../../src/core/move-result.ts';
import type { Stage } from '../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES, type State } from '../../src/core/states.ts';

/**
 * A board with the default state names, and the world behind it as the provider itself would show it. `acme/web` and
 * `acme/api` are part of the project.
 */
export interface BoardWorld extends AsyncDisposable {
  readonly board: Board;
  /** Requests by which a write finds an item that was not read before. */
  readonly lookUps: number;
  /** Puts an item on the board, without a trace in the counters. */
  addItem(item?: NewItem): ItemId;
  /** An issue that nobody has put onto the board. */
  addUnseen(): ItemId;
  /** A pull request that carries a state, where the provider can express that; `undefined` where it cannot. */
  addPullRequest(state: string): Promise<ItemId | undefined>;
  /** A repository that is not part of the project, with an issue of number 1. */
  addRepository(name: string, options?: { readonly private: boolean }): Promise<void>;
  /** Where the item is, by the provider's own state and not through the board. */
  look(id: ItemId): { readonly states: readonly string[]; readonly labels: readonly string[] };
  /** Texts of the comments on the item. */
  comments(id: ItemId): readonly string[];
  /** A person moves an item that is in one stage, without a trace in the counters. */
  put(id: ItemId, state: string): Promise<void>;
  /** When the provider says that the item came to where it is, without a trace in the counters. */
  since(id: ItemId): Promise<string>;
  /** Requests that the provider has answered or refused since the world was made. */
  traffic(): { readonly reads: number; readonly writes: number };
  /** From now on every read, after `skip` good ones, is answered with an error. */
  breakReads(options?: { readonly skip?: number }): void;
  /** The next `times` write requests, after `skip` good ones, are answered with an error. */
  breakWrites(options: {
    readonly effect: 'none' | 'done';
    readonly skip?: number;
    readonly times?: number;
  }): void;
  /** The next `times` requests that take an item to another stage are answered with an error and do nothing. */
  breakMoves(times: number): void;
  /** The token loses the right to write. */
  forbidWrites(): void;
}

export interface NewItem {
  readonly number?: number;
  readonly repository?: 'web' | 'api';
  readonly title?: string;
  readonly body?: string;
  /** Names of states, as a person would write them. More than one, as the provider can express that. */
  readonly states?: readonly string[];
  /** Labels that are no stages. */
  readonly labels?: readonly string[];
  readonly open?: boolean;
  /** How many open issues GitHub says block it. */
  readonly blockers?: number;
}

/** Each case gets a world of its own. */
export type CreateBoardWorld = () => Promise<BoardWorld>;

/** An id of which there is no item. */
export const missingItem: ItemId = { owner: 'acme', repository: 'web', number: 4711 };

/** Moves from backlog to todo. */
export function guardedMove(world: BoardWorld, item: ItemId): Promise<MoveResult> {
  return moveItem(world.board, { item, destination: stateOf('todo'), expected: [stateOf('backlog')] });
}

/** Moves to todo from wherever. */
export function plainMove(world: BoardWorld, item: ItemId): Promise<MoveResult> {
  return moveItem(world.board, { item, destination: stateOf('todo') });
}

export function stateOf(stage: Stage): State {
  return { stage, name: DEFAULT_STATE_NAMES[stage] };
}

/** What a board should say of an item there: the provider may add its own id. */
export function inStage(stage: Stage): unknown {
  return expect.objectContaining(stateOf(stage));
}

export function idsOf(items: readonly { readonly id: ItemId }[]): readonly string[] {
  return items.map(({ id }) => formatItemId(id)).sort();
}
