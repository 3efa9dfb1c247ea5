import type { Reason } from '../../reasons.ts';
import type { Stage } from '../../stages.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { Sighting } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import type { Version } from '../version.ts';
import { type Protocol, perform } from './effect.ts';
import { submit } from './transact.ts';

/** A move that the ledger has decided, or that was taken over. */
export interface MoveToWrite {
  readonly item: ItemKey;
  readonly to: Stage;
  /** Its id in the ledger. */
  readonly move: string;
  /** What the board showed when it was decided. */
  readonly from: Version;
}

export type WriteEnd =
  | { readonly kind: 'written'; readonly version: Version }
  /**
   * A person was faster; the next reading tells the ledger. `shown` is what the board showed then; without it another run
   * has taken the move over.
   */
  | { readonly kind: 'yielded'; readonly shown?: ShownInstead }
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly message: string;
      /** What became of the write, where the board cannot be read afterwards. Left out: it did not happen. */
      readonly effect?: UnreadEffect;
    };

export type UnreadEffect = 'in-doubt' | 'done';

/** Where the board shows an item that a person moved at the same moment. */
export interface ShownInstead {
  readonly stage: Stage | null;
  /** `destination`: in the destination of our move as well. `elsewhere`: in some other stage as well. */
  readonly also?: 'destination' | 'elsewhere';
}

export interface DecidedInLedger {
  /** The ledger in which it was decided, or found. */
  readonly state: LedgerState;
  /** Set if it was found there only after the answer had been lost. */
  readonly recovered: { readonly latest: Sighting | undefined } | undefined;
}

/** Writes a move, unless what the ledger knows by now is newer than what the move was decided on. */
export function* carryOutMove(
  id: string,
  move: MoveToWrite,
  { state, recovered }: DecidedInLedger,
): Protocol<WriteEnd> {
  const end = overtaken(state, move);
  if (end) return end;
  return recovered ? yield* writeMoveDecidedBefore(id, move, recovered.latest) : yield* writeMove(id, move);
}

/** In one entry with the move, or in a later one, somebody has told what the board shows since, or taken the move over. */
function overtaken({ items }: LedgerState, { item, to, move }: MoveToWrite): WriteEnd | undefined {
  const known = items[item];
  if (known?.move?.id === move) return undefined;
  if (known?.seen.stage === to) return { kind: 'written', version: known.seen };
  return known && !known.move ? { kind: 'yielded', shown: { stage: known.seen.stage } } : { kind: 'yielded' };
}

/**
 * The decision stands; now the board is told. An answer that was lost is settled by reading: the board shows the
 * destination, or what it showed before, or the hand of a person, who wins. What GitHub refuses for good is given up in the
 * ledger too, which frees its capacity.
 *
 * @param id random.
 */
function* writeMove(id: string, { item, to, move, from }: MoveToWrite): Protocol<WriteEnd> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = yield* perform({ kind: 'write-item', item, to });
    if (answer.kind === 'written') {
      const { version, inBoth } = answer;
      if (version.stage === to) return { kind: 'written', version };
      const shown = { stage: version.stage, ...(inBoth && { also: 'destination' as const }) };
      return { kind: 'yielded', shown };
    }
    if (answer.kind === 'denied') {
      const { reason, message } = answer;
      yield* submit(id, [{ kind: 'abandon', item, move, why: message }]);
      return { kind: 'failed', reason, message };
    }
    const seen = yield* lookAt({ item, to, from });
    if (seen.kind === 'failed') return { ...seen, effect: answer.tookEffect ? 'done' : 'in-doubt' };
    if (seen.kind !== 'untouched' && seen.kind !== 'in-two-stages') return seen;
    if (attempt === 2) return { kind: 'failed', reason: answer.reason, message: answer.message };
  }
}

/**
 * The same for a move whose decision was found in the ledger only after its answer had been lost. Time has passed since the
 * item was read, and a person may have moved it.
 *
 * @param latest what the board showed of it last. If that was a person's hand, a replica that shows it where it was before
 * changes nothing.
 */
function* writeMoveDecidedBefore(
  id: string,
  move: MoveToWrite,
  latest: Sighting | undefined,
): Protocol<WriteEnd> {
  const known = judge(latest, move);
  const seen = known.kind === 'untouched' ? yield* lookAt(move) : known;
  switch (seen.kind) {
    case 'untouched':
      return yield* writeMove(id, move);
    case 'in-two-stages':
      return { kind: 'yielded', shown: { stage: seen.stage, also: 'elsewhere' } };
    default:
      return seen;
  }
}

type Look =
  | WriteEnd
  | { readonly kind: 'untouched' }
  | { readonly kind: 'in-two-stages'; readonly stage: Stage | null };

function* lookAt(move: Pick<MoveToWrite, 'item' | 'to' | 'from'>): Protocol<Look> {
  const seen = yield* perform({ kind: 'read-items', items: [move.item], inFlight: false });
  if (seen.kind === 'unreadable') return { kind: 'failed', reason: seen.reason, message: seen.message };
  return judge(seen.sightings[0], move);
}

/** Whether the board still shows what the move was decided on. Two stages are half of our own write, if we wrote. */
function judge(sighting: Sighting | undefined, { to, from }: Pick<MoveToWrite, 'to' | 'from'>): Look {
  if (sighting?.ambiguous) return { kind: 'in-two-stages', stage: sighting.version.stage };
  if (sighting?.version.stage === to) return { kind: 'written', version: sighting.version };
  const isUntouched = sighting?.version.at === from.at && sighting.version.stage === from.stage;
  return isUntouched
    ? { kind: 'untouched' }
    : { kind: 'yielded', shown: { stage: sighting?.version.stage ?? null } };
}
