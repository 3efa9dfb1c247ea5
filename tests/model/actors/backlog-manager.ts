import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import { type ItemKey, PROJECT_SUBJECT } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import { claimSubjects } from '../../../src/core/ledger/protocol/claim-subjects.ts';
import { type MoveEnd, moveItems } from '../../../src/core/ledger/protocol/move-items.ts';
import { releaseClaim } from '../../../src/core/ledger/protocol/release-claim.ts';
import type { Stage } from '../../../src/core/stages.ts';
import { act, type Play, product } from './model-effect.ts';
import { afterMoving, IMPLEMENTATION } from './moved.ts';
import { nameOf, type Spec } from './spec.ts';

export type BacklogManager = Extract<Spec, { role: 'backlog-manager' }>;

export interface ManagerHabits {
  readonly maxInFlight: number;
  readonly movesPerRun: number;
  readonly expected: readonly Stage[];
}

export function habitsOf(maxInFlight: number): ManagerHabits {
  return { maxInFlight, movesPerRun: Number.POSITIVE_INFINITY, expected: ['backlog'] };
}

/** Claims the project, and moves as many items to todo as there is room for; looks again where somebody else moved one. */
export function* backlogManager(
  spec: BacklogManager,
  { maxInFlight, movesPerRun, expected }: ManagerHabits,
): Play {
  const name = nameOf(spec);
  const { run, key } = spec;
  const subjects = [PROJECT_SUBJECT];
  const claim = yield* product(
    claimSubjects({
      id: `${name}/claim`,
      agent: 'backlog-manager',
      run,
      subjects,
      dispatch: key === null ? { kind: 'manual', cause: 'by hand' } : { kind: 'key', key },
      item: null,
      budget: NO_BUDGET,
    }),
  );
  if (claim.kind !== 'held') return claim;
  const { id } = claim.claim;
  yield* act({ kind: 'note', note: { kind: 'holds', claim: id, subjects } });
  const tried = new Set<ItemKey>();
  let also: readonly LedgerCommand[] = [];
  for (;;) {
    const list = yield* act({ kind: 'list-backlog' });
    const room = Math.min(maxInFlight - list.inFlight, movesPerRun - tried.size);
    const chosen = list.backlog.filter((item) => !tried.has(item)).slice(0, Math.max(0, room));
    if (chosen.length === 0) break;
    const moves = chosen.map((item) => ({
      id: `${name}/${item}`,
      item,
      expected,
      to: 'todo' as const,
      run,
      claim: id,
      starts: IMPLEMENTATION,
    }));
    const ends = yield* product(moveItems({ id: `${name}/move ${tried.size}`, moves, maxInFlight, also }));
    for (const item of chosen) tried.add(item);
    also = yield* afterMoving(moves, ends);
    if (ends.every(({ outcome }) => outcome === 'moved') || ends.some(isEnough)) break;
  }
  return yield* product(releaseClaim({ id: `${name}/release`, claim: id, subjects, also }));
}

/** Where a move could not be made, or somebody else took the room, there is nothing for the next candidate either. */
function isEnough(end: MoveEnd): boolean {
  return end.outcome === 'failed' || (end.outcome === 'refused' && end.reason === 'at-capacity');
}
