import type { Reason } from '../../reasons.ts';
import type { Stage } from '../../stages.ts';
import { isInFlight } from '../../stages.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import type { LedgerCommand, MoveCommand, Sighting } from '../ledger-command.ts';
import type { Request } from '../ledger-event.ts';
import { type ItemRecord, type LedgerState, stageInLedger } from '../ledger-state.ts';
import { compareVersions, type Version } from '../version.ts';
import { type Protocol, perform } from './effect.ts';
import { type Preparation, transact } from './transact.ts';
import { carryOutMove, type DecidedInLedger, type ShownInstead, type UnreadEffect } from './write-move.ts';

/** A move that somebody wants. What the board shows is read by the protocol. */
export type WantedMove = Omit<MoveCommand, 'kind' | 'sighting' | 'capacity'>;

export interface MoveRequest {
  /** Random. */
  readonly id: string;
  readonly moves: readonly WantedMove[];
  /** Left out where the moves bring nothing into flight. */
  readonly maxInFlight?: number;
  /** What is told to the ledger along with them. */
  readonly also?: readonly LedgerCommand[];
}

export type MoveEnd =
  | {
      readonly outcome: 'moved';
      readonly from: Stage | null;
      readonly version: Version;
      /** What is to be started now. */
      readonly requests: readonly Request[];
    }
  | {
      readonly outcome: 'noop' | 'refused';
      readonly reason: Reason;
      readonly from?: Stage | null;
      /** It was decided, and a person moved the item before it was written, or at the same moment. */
      readonly shown?: ShownInstead;
    }
  | {
      readonly outcome: 'failed';
      readonly reason: Reason;
      readonly message: string;
      readonly effect?: UnreadEffect;
    };

/**
 * Moves items: decided in the ledger first, all in one append, and then written on the board. Of any number of runs that
 * do this with one item, one writes.
 */
export function* moveItems(request: MoveRequest): Protocol<readonly MoveEnd[]> {
  const decision = yield* transact(request.id, (state) => prepareMoves(request, state));
  if (decision.kind === 'failed') {
    const { reason, message } = decision;
    return request.moves.map(() => ({ outcome: 'failed', reason, message }));
  }
  const ends: MoveEnd[] = [];
  for (const [index, move] of request.moves.entries()) {
    const verdict = decision.verdicts[index];
    const sighting = decision.read[index];
    // Stryker disable next-line all: each move has its verdict and its reading, which the compiler cannot know.
    if (!verdict || !sighting) throw new Error('A move was not decided');
    ends.push(
      verdict.kind === 'accepted'
        ? yield* carryOut(`${request.id}.${index}`, move, {
            sighting,
            verdict,
            state: decision.state,
            recovered: decision.recovered && { latest: decision.recovered.latest[index] },
          })
        : { outcome: verdict.kind, reason: verdict.reason, from: sighting.version.stage },
    );
  }
  return ends;
}

function* prepareMoves(
  { moves, maxInFlight, also = [] }: MoveRequest,
  state: LedgerState,
): Protocol<Preparation<readonly Sighting[]>> {
  const wanted = moves.map(({ item }) => item);
  const counted =
    maxInFlight === undefined ? [] : inFlightByLedger(state).filter((item) => !wanted.includes(item));
  const answer = yield* perform({
    kind: 'read-items',
    items: [...wanted, ...counted],
    inFlight: maxInFlight !== undefined,
  });
  if (answer.kind === 'unreadable') return answer;
  const read: Sighting[] = [];
  const commands: LedgerCommand[] = [];
  const elsewhere = counted.filter((item, index) =>
    isElsewhere(state.items[item], answer.sightings[wanted.length + index]),
  );
  const capacity =
    maxInFlight === undefined ? undefined : { maxInFlight, listed: answer.inFlight, elsewhere };
  for (const [index, move] of moves.entries()) {
    const sighting = answer.sightings[index];
    if (!sighting)
      return { kind: 'stop', reason: 'item-missing', message: `${move.item} is not on the board.` };
    read.push(sighting);
    commands.push({ kind: 'move', ...move, sighting, ...(capacity && { capacity }) });
  }
  return { kind: 'commands', commands: [...commands, ...also, ...closings(state, moves, read)], read };
}

/** What is closed need not be looked at again for what it has cost: that is told along, and makes no entry of its own. */
function closings(
  { costs }: LedgerState,
  moves: readonly WantedMove[],
  read: readonly Sighting[],
): readonly LedgerCommand[] {
  return moves.flatMap(({ item }, index) =>
    read[index]?.open === false && costs.items[item] ? [{ kind: 'close', item }] : [],
  );
}

/** A replica that shows it where it was before says nothing. */
function isElsewhere(known: ItemRecord | undefined, sighting: Sighting | undefined): boolean {
  if (!sighting || !known) return true;
  const { version, readAt } = sighting;
  const isInFlightThere = isInFlight(version.stage);
  return !isInFlightThere && compareVersions(known.seen, version, readAt) !== 'older';
}

function inFlightByLedger(state: LedgerState): readonly ItemKey[] {
  return Object.entries(state.items).flatMap(([item, record]) => {
    const stage = stageInLedger(record);
    return isInFlight(stage) ? [item] : [];
  });
}

function* carryOut(
  id: string,
  { item, to, id: move }: WantedMove,
  {
    sighting: { version: from },
    verdict: { event },
    ...decided
  }: DecidedInLedger & {
    readonly sighting: Sighting;
    readonly verdict: Extract<LedgerVerdict, { kind: 'accepted' }>;
  },
): Protocol<MoveEnd> {
  const written = yield* carryOutMove(id, { item, to, move, from }, decided);
  switch (written.kind) {
    case 'written': {
      // Stryker disable next-line ConditionalExpression,ArrayDeclaration: a move that is accepted is decided.
      const requests = event.type === 'move-decided' ? event.requests : [];
      return { outcome: 'moved', from: from.stage, version: written.version, requests };
    }
    case 'yielded': {
      const { shown } = written;
      const reason = shown?.also ? 'state-ambiguous' : 'state-changed';
      return { outcome: 'refused', reason, from: from.stage, ...(shown && { shown }) };
    }
    case 'failed': {
      const { kind, ...why } = written;
      return { outcome: kind, ...why };
    }
  }
}
