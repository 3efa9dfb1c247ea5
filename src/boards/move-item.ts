import { isAmbiguous } from '../core/board-item.ts';
import { type GuardVerdict, guard, type Reading } from '../core/guard.ts';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import type { Mode } from '../core/mode.ts';
import type { MoveResult } from '../core/move-result.ts';
import { isWorthAnotherTry, ProviderError } from '../core/provider-error.ts';
import type { State, States } from '../core/states.ts';
import * as text from '../core/text/move.ts';
import type { Board } from './board.ts';

export interface Move {
  readonly item: ItemId;
  readonly destination: State;
  /**
   * The states from which the move is right. Left out: a plain move, for which no state is read and none reported; it
   * then cannot tell an issue from a pull request either.
   */
  readonly expected?: States | undefined;
  /**
   * Of an item that is at its destination and in an expected state at once, the rest is done: a move of this kind broke
   * off there. Only for moves that may be made twice: nobody starts work because this one was theirs.
   */
  readonly mayFinish?: boolean;
  /** With `observe`, everything happens except the write. */
  readonly mode?: Mode;
}

/**
 * The one way in which Interlock moves an item: read, guard, write. Never throws for what GitHub answers.
 *
 * It is no compare-and-swap: another writer may come between the read and the write, and then both succeed.
 */
export async function moveItem(
  board: Pick<Board, 'read' | 'write'>,
  { item, destination, expected, mayFinish = false, mode = 'act' }: Move,
): Promise<MoveResult> {
  const make = (move: DecidedMove) => (mode === 'act' ? writeMove(board, move) : observedResult(move));
  if (!expected) return make({ item, destination });
  const reading = await readForGuard(board, item);
  const verdict = guard({ reading, destination, expected });
  if (verdict.verdict === 'move') return make({ item, destination, previous: verdict.previous });
  if (mayFinish && reading.kind === 'several') {
    const [previous, ...others] = reading.states.filter(({ stage }) => stage !== destination.stage);
    const brokeOff = { item, destination, ...(previous && { previous }) };
    const isExpected = expected.some(({ stage }) => stage === previous?.stage) && others.length === 0;
    if (isExpected && isHalfOf(brokeOff, reading.states)) {
      const finished = await make(brokeOff);
      // A board that moves cards in one step cannot have broken off: it shows the item twice.
      if (finished.reason !== 'state-ambiguous') return finished;
    }
  }
  return explain(verdict, { item, destination, expected });
}

async function readForGuard(board: Pick<Board, 'read' | 'write'>, item: ItemId): Promise<Reading> {
  try {
    const found = await board.read(item);
    if (!found) return { kind: 'unreadable', reason: 'item-missing', detail: '' };
    const { open, states } = found;
    const [state] = states;
    if (isAmbiguous(found)) return { kind: 'several', states, open };
    return state ? { kind: 'one', state, open } : { kind: 'none', open };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { kind: 'unreadable', reason: error.reason, detail: error.message };
  }
}

function explain(
  verdict: Exclude<GuardVerdict, { verdict: 'move' }>,
  move: Required<Omit<Move, 'mayFinish' | 'mode'>>,
): MoveResult {
  const item = formatItemId(move.item);
  const to = move.destination.name;
  const base = { item, destination: to };
  switch (verdict.verdict) {
    case 'noop':
      return {
        ...base,
        outcome: 'noop',
        reason: verdict.reason,
        previousState: verdict.previous.name,
        message: text.alreadyThere(item, to),
      };
    case 'refused': {
      const { reason, previous } = verdict;
      const expected = (move.expected ?? []).map(({ name }) => name);
      return {
        ...base,
        outcome: 'refused',
        reason,
        ...(previous !== undefined && { previousState: previous }),
        message: text.moveRefused({ item, reason, previous, to, expected }),
      };
    }
    case 'failed': {
      const { reason, detail } = verdict;
      const message =
        reason === 'item-missing' ? text.itemToMoveMissing(item, to) : text.notMoved(item, to, detail);
      return { ...base, outcome: 'failed', reason, message };
    }
  }
}

interface DecidedMove {
  readonly item: ItemId;
  readonly destination: State;
  readonly previous?: State;
}

async function writeMove(board: Pick<Board, 'read' | 'write'>, move: DecidedMove): Promise<MoveResult> {
  try {
    await board.write(move.item, move.destination);
    return movedResult(move);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.ambiguous
      ? settle(board, move, { error, isLast: false })
      : failedResult(move, error, text.notMoved);
  }
}

/**
 * A write that was answered with an error may have taken effect, wholly or half. What is true now is on the board;
 * where it shows that nothing, or the half of it, has happened, the write is tried once more.
 */
async function settle(
  board: Pick<Board, 'read' | 'write'>,
  move: DecidedMove,
  { error, isLast }: { readonly error: ProviderError; readonly isLast: boolean },
): Promise<MoveResult> {
  const reading = await readForGuard(board, move.item);
  if (reading.kind === 'unreadable') {
    return failedResult(move, error, error.tookEffect ? text.movedUnread : text.mayHaveMoved);
  }
  if (reading.kind === 'one' && reading.state.stage === move.destination.stage) return movedResult(move);
  if (!isLast && isWorthFinishing(move, reading, error)) return writeAgain(board, move, error);
  if (reading.kind !== 'several') return failedResult(move, error, text.notMoved);
  const now = reading.states.map(({ name }) => name);
  return failedResult(move, error, (item, to, why) => text.brokenOff(item, to, now, why));
}

/** An item left in two stages is blocked until a person helps it; after a time-out the first half may be on its way. */
function isWorthFinishing(move: DecidedMove, reading: Reading, error: ProviderError): boolean {
  if (reading.kind === 'several') {
    return error.reason === 'github-unavailable' && isHalfOf(move, reading.states);
  }
  const isUntouched =
    !move.previous || (reading.kind === 'one' && reading.state.stage === move.previous.stage);
  return isUntouched && isWorthAnotherTry(error);
}

async function writeAgain(
  board: Pick<Board, 'read' | 'write'>,
  move: DecidedMove,
  first: ProviderError,
): Promise<MoveResult> {
  try {
    await board.write(move.item, move.destination);
    return movedResult(move);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return settle(board, move, { error: first, isLast: true });
  }
}

/** Only this move can have left the item like that; anything else in the picture is somebody else's. */
function isHalfOf({ destination, previous }: DecidedMove, states: States): boolean {
  return (
    states.some(({ stage }) => stage === destination.stage) &&
    states.every(({ stage }) => !previous || stage === destination.stage || stage === previous.stage)
  );
}

function movedResult(move: DecidedMove): MoveResult {
  const item = formatItemId(move.item);
  return {
    ...resultBase(move),
    outcome: 'moved',
    reason: 'moved',
    message: text.moved(item, move.previous?.name, move.destination.name),
  };
}

function observedResult(move: DecidedMove): MoveResult {
  const item = formatItemId(move.item);
  return {
    ...resultBase(move),
    outcome: 'noop',
    reason: 'observed',
    message: text.wouldMove(item, move.previous?.name, move.destination.name),
  };
}

function failedResult(
  move: DecidedMove,
  error: ProviderError,
  say: (item: string, to: string, why: string) => string,
): MoveResult {
  const message = say(formatItemId(move.item), move.destination.name, error.message);
  return { ...resultBase(move), outcome: 'failed', reason: error.reason, message };
}

function resultBase({ item, destination, previous }: DecidedMove) {
  return {
    item: formatItemId(item),
    destination: destination.name,
    ...(previous && { previousState: previous.name }),
  };
}
