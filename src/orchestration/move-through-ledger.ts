import type { Config } from '../core/config/config.ts';
import { formatItemId, type ItemId, itemKey } from '../core/item-id.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { Request } from '../core/ledger/ledger-event.ts';
import type { LiveClaim } from '../core/ledger/protocol/claim-subjects.ts';
import { type MoveEnd, moveItems, type WantedMove } from '../core/ledger/protocol/move-items.ts';
import type { UnreadEffect } from '../core/ledger/protocol/write-move.ts';
import { settledMoves } from '../core/ledger/settled-moves.ts';
import type { MoveResult } from '../core/move-result.ts';
import { STAGES } from '../core/stages.ts';
import { type State, type States, stateOf } from '../core/states.ts';
import * as text from '../core/text/move.ts';
import { startAt } from './intents-of-arrival.ts';
import type { ProjectLedger } from './open-ledger.ts';

export interface LedgerMove {
  readonly item: ItemId;
  readonly destination: State;
  /** Left out: from wherever it is. */
  readonly expected?: States | undefined;
  /** A person asked for it. */
  readonly isByHand?: boolean;
}

interface MoveOptions {
  readonly states: States;
  readonly config: Config;
  /** The claim under which the run works, if it holds one. */
  readonly claim?: LiveClaim;
  /** For moves that bring items into flight. */
  readonly maxInFlight?: number;
  /** What is told to the ledger along with them. */
  readonly also?: readonly LedgerCommand[];
}

export interface LedgerMoves {
  /** In the order of the moves. */
  readonly results: readonly MoveResult[];
  /** What the moves have asked for, by index of the move. */
  readonly requests: readonly (readonly Request[])[];
  /** To be told to the ledger with the next entry. */
  readonly settled: readonly LedgerCommand[];
}

/**
 * Moves that are decided in the ledger, all in one entry, before the board is written. The entry holds what the items'
 * arrival starts, too.
 */
export async function moveThroughLedger(
  ledger: ProjectLedger,
  moves: readonly LedgerMove[],
  { states, config, claim, maxInFlight, also = [] }: MoveOptions,
): Promise<LedgerMoves> {
  const wanted = moves.map(({ item, destination: { stage: to }, expected, isByHand }): WantedMove => {
    const key = itemKey(item);
    const starts = startAt(to, key, config);
    return {
      id: ledger.newId(),
      item: key,
      expected: expected?.map(({ stage }) => stage) ?? STAGES,
      to,
      run: ledger.run,
      ...(claim && { claim: claim.id }),
      ...(starts && { starts }),
      ...(isByHand && { isByHand }),
    };
  });
  const ends = await ledger.drive(
    moveItems({
      id: ledger.newId(),
      moves: wanted,
      also,
      ...(maxInFlight !== undefined && { maxInFlight }),
    }),
  );
  return {
    results: moves.flatMap((move, index) => {
      const end = ends[index];
      return end ? [resultOf(move, end, states)] : [];
    }),
    requests: ends.map((end) => (end.outcome === 'moved' ? end.requests : [])),
    settled: settledMoves(wanted, ends),
  };
}

function resultOf(
  { item: id, destination, expected = [] }: LedgerMove,
  end: MoveEnd,
  states: States,
): MoveResult {
  const item = formatItemId(id);
  const to = destination.name;
  const stage = end.outcome === 'failed' ? undefined : end.from;
  const previous = stage ? (stateOf(stage, states)?.name ?? stage) : undefined;
  const base = { item, destination: to, ...(previous !== undefined && { previousState: previous }) };
  switch (end.outcome) {
    case 'moved':
      return { ...base, outcome: 'moved', reason: 'moved', message: text.moved(item, previous, to) };
    case 'noop':
      return { ...base, outcome: 'noop', reason: end.reason, message: text.alreadyThere(item, to) };
    case 'refused': {
      if (end.shown) {
        const { stage: shownIn, also } = end.shown;
        const now = shownIn === null ? undefined : (stateOf(shownIn, states)?.name ?? shownIn);
        const message = text.overtaken({ item, to, now, also });
        return { ...base, outcome: 'refused', reason: end.reason, message };
      }
      const names = expected.map(({ name }) => name);
      const message =
        isGuards(end.reason) && !(previous !== undefined && names.includes(previous))
          ? text.moveRefused({ item, reason: end.reason, previous, to, expected: names })
          : text.refusedByLedger(item, to, end.reason);
      return { ...base, outcome: 'refused', reason: end.reason, message };
    }
    case 'failed':
      return {
        ...base,
        outcome: 'failed',
        reason: end.reason,
        message: sayFailed(end.effect)(item, to, end.message),
      };
  }
}

function sayFailed(effect: UnreadEffect | undefined): typeof text.notMoved {
  switch (effect) {
    case undefined:
      return text.notMoved;
    case 'in-doubt':
      return text.mayHaveMoved;
    case 'done':
      return text.movedUnread;
  }
}

/** Reasons that the board itself explains. Where it shows the expected state, another run has decided a move. */
function isGuards(
  reason: string,
): reason is 'state-changed' | 'state-ambiguous' | 'no-stage' | 'item-closed' {
  return ['state-changed', 'state-ambiguous', 'no-stage', 'item-closed'].includes(reason);
}
