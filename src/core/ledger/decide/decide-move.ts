import { guard, type Reading } from '../../guard.ts';
import { isInFlight, type Stage } from '../../stages.ts';
import type { State } from '../../states.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { AbandonCommand, AdoptCommand, Capacity, MoveCommand, Sighting } from '../ledger-command.ts';
import { type LedgerState, stageInLedger } from '../ledger-state.ts';
import { compareVersions } from '../version.ts';
import { accepted, type EntryFacts, type LedgerVerdict, noop, refused } from './ledger-verdict.ts';
import { requestOf } from './request-of.ts';

/**
 * Whether the item may leave its stage. Of any number of moves that read it there, the first to be appended has it: for
 * the others it has left, although the board still shows it.
 */
export function decideMove(state: LedgerState, command: MoveCommand, facts: EntryFacts): LedgerVerdict {
  const { item, sighting, expected, to, claim, run, id, starts, capacity } = command;
  if (claim !== undefined && !isLive(state, claim)) return refused('claim-lost');
  const known = state.items[item];
  if (known) {
    const age = compareVersions(known.seen, sighting.version, sighting.readAt);
    if (age === 'older') return refused('state-stale');
    if (known.move && age === 'same') return refused('state-changed');
  }
  const verdict = guard({
    reading: readingOf(sighting),
    destination: stateOf(to),
    expected: expected.map(stateOf),
  });
  if (verdict.verdict === 'noop') return noop(verdict.reason);
  if (verdict.verdict !== 'move') return refused(verdict.reason);
  if (known?.needsHuman && starts && !command.isByHand) return refused('needs-human');
  if (capacity && !hasRoom(state, capacity, item)) return refused('at-capacity');
  const move = { id, to, read: sighting.version, run, under: claim ?? null, at: facts.at };
  const requests = starts ? [requestOf(starts, item, facts)] : [];
  return accepted({ type: 'move-decided', item, move, requests });
}

/** Whether one more item may come into flight. Counts what the board lists and what the ledger has put there. */
function hasRoom(state: LedgerState, { maxInFlight, listed, elsewhere }: Capacity, item: ItemKey): boolean {
  const inFlight = new Set(listed);
  for (const [key, record] of Object.entries(state.items)) {
    const stage = stageInLedger(record);
    if (isInFlight(stage) && !(elsewhere.includes(key) && !record.move)) inFlight.add(key);
  }
  inFlight.delete(item);
  return inFlight.size < maxInFlight;
}

/** Whether another run may write what one decided that did not live to do so. */
export function decideAdopt(state: LedgerState, command: AdoptCommand, { at }: EntryFacts): LedgerVerdict {
  const { item, move: from, sighting, id, run, isOver } = command;
  const known = state.items[item];
  if (known?.move?.id !== from) return noop('already-there');
  if (!isOver) return refused('claimed');
  const age = compareVersions(known.seen, sighting.version, sighting.readAt);
  if (age === 'older') return refused('state-stale');
  if (age === 'newer') return refused('state-changed');
  return accepted({ type: 'move-adopted', item, from, move: { ...known.move, id, run, at } });
}

export function decideAbandon(state: LedgerState, { item, move, why }: AbandonCommand): LedgerVerdict {
  return state.items[item]?.move?.id === move
    ? accepted({ type: 'move-abandoned', item, move, why })
    : noop('already-there');
}

function isLive(state: LedgerState, claim: string): boolean {
  return Object.values(state.claims).some(({ id }) => id === claim);
}

function readingOf({ version: { stage }, open, ambiguous }: Sighting): Reading {
  // Stryker disable next-line ArrayDeclaration: the guard's verdict names them, and here nobody asks which.
  if (ambiguous) return { kind: 'several', states: [], open };
  return stage === null ? { kind: 'none', open } : { kind: 'one', state: stateOf(stage), open };
}

function stateOf(stage: Stage): State {
  return { stage, name: stage };
}
