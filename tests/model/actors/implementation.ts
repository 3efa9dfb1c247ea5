import { NO_BUDGET, type RunBudget } from '../../../src/core/ledger/budget.ts';
import { itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import type { RunCost } from '../../../src/core/ledger/cost.ts';
import { claimSubjects } from '../../../src/core/ledger/protocol/claim-subjects.ts';
import { moveItems, type WantedMove } from '../../../src/core/ledger/protocol/move-items.ts';
import { releaseClaim } from '../../../src/core/ledger/protocol/release-claim.ts';
import { settledMoves } from '../../../src/core/ledger/settled-moves.ts';
import { act, type Play, product } from './model-effect.ts';
import { nameOf, type Spec } from './spec.ts';

export type Implementation = Extract<Spec, { role: 'implementation' }>;

export interface ImplementationHabits {
  readonly maxAttempts: number;
  /** Random in the product, so that no other claim is called the same. */
  readonly claimOf: (spec: Implementation) => string;
  /** What a run may cost. One that may cost nothing asks no model. */
  readonly budget: RunBudget;
  /** The item's one branch. */
  readonly branchOf: (spec: Implementation) => string;
}

/** Claims the item, takes it out of todo, works, and publishes. */
export function* implementation(spec: Implementation, habits: ImplementationHabits): Play {
  const name = nameOf(spec);
  const { run, key, item, subjects = [itemSubject(item)] } = spec;
  const taken = yield* product(
    claimSubjects({
      id: habits.claimOf(spec),
      agent: 'implementation',
      run,
      subjects,
      dispatch: key === null ? { kind: 'manual', cause: 'by hand' } : { kind: 'key', key },
      item,
      budget: habits.budget,
    }),
  );
  if (taken.kind !== 'held') return taken;
  const claim = taken.claim.id;
  yield* act({ kind: 'note', note: { kind: 'holds', claim, subjects } });
  const release = { id: `${name}/release`, claim, subjects, cost: null };
  const move = { item, run, claim };
  const branch = habits.branchOf(spec);
  const lease = yield* act({ kind: 'read-branch', branch });
  const start: WantedMove = { ...move, id: `${name}/start`, expected: ['todo'], to: 'in-progress' };
  const started = yield* product(moveItems({ id: `${name}/start`, moves: [start] }));
  const failedBecause = (reason: string) => ({
    failed: { item, cause: `implementation ${reason}`, maxAttempts: habits.maxAttempts },
  });
  const [end] = started;
  if (end?.outcome !== 'moved') {
    const failed = end?.outcome === 'failed' ? failedBecause(end.reason) : {};
    return yield* product(releaseClaim({ ...release, ...failed, also: [] }));
  }
  yield* act({ kind: 'note', note: { kind: 'works', item } });
  const { nanoDollars: most } = habits.budget.reserve;
  const cost = most > 0 ? costOf(yield* act({ kind: 'ask-model', item, most })) : null;
  const pushed = yield* act({ kind: 'push', item, branch, lease });
  if (pushed.kind === 'rejected') {
    const also = settledMoves([start], started);
    return yield* product(releaseClaim({ ...release, ...failedBecause('branch-moved'), also, cost }));
  }
  yield* act({ kind: 'open-pull-request', item, branch });
  const finish: WantedMove = { ...move, id: `${name}/finish`, expected: ['in-progress'], to: 'in-review' };
  const finished = yield* product(
    moveItems({ id: `${name}/finish`, moves: [finish], also: settledMoves([start], started) }),
  );
  return yield* product(releaseClaim({ ...release, also: settledMoves([finish], finished), cost }));
}

function costOf(nanoDollars: number): RunCost {
  return { nanoDollars, unpricedTokens: 0, tokens: nanoDollars, seconds: 0, isFull: false };
}

/** The last steps of one that has lost its claim meanwhile and does not know it. */
export function* publisher({ item, run, lease }: Extract<Spec, { role: 'publisher' }>): Play {
  const claim = HABITS.claimOf({ role: 'implementation', run, item, key: null });
  yield* act({ kind: 'note', note: { kind: 'holds', claim, subjects: [itemSubject(item)] } });
  const pushed = yield* act({ kind: 'push', item, branch: item, lease });
  if (pushed.kind === 'pushed') yield* act({ kind: 'open-pull-request', item, branch: item });
  const id = `${claim}/finish`;
  const move: WantedMove = { id, item, run, claim, expected: ['in-progress'], to: 'in-review' };
  return yield* product(moveItems({ id, moves: [move] }));
}

export const HABITS: ImplementationHabits = {
  maxAttempts: 2,
  budget: NO_BUDGET,
  claimOf: (spec) => `${nameOf(spec)}/claim`,
  branchOf: ({ item }) => item,
};
