import { STAGES } from '../../../src/core/stages.ts';
import { app, onNewerHead } from '../actors/app.ts';
import { backlogManager, habitsOf } from '../actors/backlog-manager.ts';
import { faithful } from '../actors/cast.ts';
import { HABITS, implementation } from '../actors/implementation.ts';
import type { Play } from '../actors/model-effect.ts';
import type { Spec } from '../actors/spec.ts';
import { withoutLedger } from '../actors/without-ledger.ts';
import { invariants } from '../invariants/all.ts';
import type { Casting } from '../script.ts';
import * as budgets from '../stories/budgets.ts';
import { type Setting, story } from '../stories/setting.ts';
import * as situations from '../stories/situations.ts';
import * as budgetTwists from './budget-twists.ts';
import { type Mutant, type Twist, twisted } from './mutant.ts';
import * as twists from './twists.ts';

/** Every rule that was taken out, and the situation in which it is missed. */
export const mutants: readonly Mutant[] = [
  mutant('interlock 1 off', 'no concurrency group, and nothing behind it but the guard', ['I2'], {
    ...situations.twoManagersOfNoGroup,
    cast: withoutLedger(1),
  }),
  mutant('interlock 2 off', 'the move takes the item from wherever it is', ['I7'], {
    ...situations.managerAndPerson,
    cast: casting('backlog-manager', (spec) =>
      backlogManager(spec, { ...habitsOf(1), expected: STAGES.filter((stage) => stage !== 'todo') }),
    ),
  }),
  mutant('interlock 3 off', 'no ledger: the guard reads, compares and writes', ['I2'], {
    ...situations.twoManagers,
    cast: withoutLedger(1),
  }),
  mutant('interlock 4 off', 'a branch for every run', ['I4'], {
    ...situations.lostAndReRun,
    person: [...(situations.lostAndReRun.person ?? []), { kind: 'move', item: situations.ITEM, to: 'todo' }],
    cast: casting('implementation', (spec) =>
      implementation(spec, { ...HABITS, branchOf: ({ item, run }) => `${item} ${run.id}.${run.attempt}` }),
    ),
  }),
  mutant('check-then-mark', 'what is appended was decided on an older head', ['I1'], {
    ...situations.twoManagers,
    cast: twistedBy(twists.checkThenMark),
  }),
  mutant('board before ledger', 'the board is written before the ledger decides', ['I2'], {
    ...situations.twoMovers,
    cast: twistedBy(twists.boardBeforeLedger),
  }),
  mutant('conflict re-reads the ledger only', 'the item is not read again after a conflict', ['I2'], {
    ...situations.slowMover,
    cast: twistedBy(twists.conflictRereadsLedgerOnly),
  }),
  mutant('refusal believed', 'after a lost answer, an old head is taken for a newer one', ['I8'], {
    ...situations.moverAndPerson,
    rules: { faults: ['lost-answer', 'stale'] },
    faults: 2,
    cast: twistedBy(twists.refusalBelieved),
  }),
  mutant('coalesces onto a newer head', 'after a conflict nothing is read again but the head', ['I2'], {
    ...situations.slowApp,
    cast: casting('app', (spec) => app(spec, onNewerHead)),
  }),
  mutant('stale board read trusted', 'no version is compared', ['I2'], {
    ...situations.twoMoversOneAfterTheOther,
    cast: twistedBy(twists.staleReadTrusted),
  }),
  mutant('no epoch', 'the claims of all attempts of a run are called the same', ['I1', 'I5'], {
    ...situations.lostAndReRun,
    cast: casting('implementation', (spec) =>
      implementation(spec, { ...HABITS, claimOf: ({ run }) => `run ${run.id}` }),
    ),
  }),
  mutant('takeover without fence', "the item's branch is not moved", ['I5'], {
    ...situations.lostAndReRun,
    cast: twistedBy(twists.withoutFence),
  }),
  mutant('lease read late', 'the branch is read after the last decision under the claim', ['I5'], {
    ...situations.lostAndReRun,
    cast: twistedBy(twists.leaseReadLate),
  }),
  mutant('no settle', 'nobody tells the ledger what the board shows', ['I6'], {
    ...situations.moverAndPerson,
    cast: twistedBy(twists.withoutSettling),
  }),
  mutant('finish without version', "a dead run's move is written whatever the board shows", ['I7'], {
    ...situations.deadMoverAndReconciler,
    cast: twistedBy(twists.finishesWithoutVersion),
  }),
  mutant('dispatch without accept', 'a dispatch that was accepted is open to the next run', ['I1'], {
    ...situations.twoRunsOfOneDispatch,
    cast: twistedBy(twists.acceptsAnyDispatch),
  }),
  mutant('one move per run', 'a run does not fill the capacity that is free', ['I6'], {
    ...situations.twoPlaces,
    cast: casting('backlog-manager', (spec) => backlogManager(spec, { ...habitsOf(2), movesPerRun: 1 })),
  }),
  mutant('refused claim without `wanted`', 'a run that is refused leaves no word', ['I6'], {
    ...situations.arrivalDuringManualRun,
    cast: twistedBy(twists.withoutWanting),
  }),
  mutant('drop instead of pend', 'a run whose group is busy is lost', ['I6'], {
    ...situations.arrivalDuringRun,
    rules: { ...situations.arrivalDuringRun.rules, groups: 'drop' },
  }),
  mutant('capacity fail-open', 'a list that cannot be read is taken for an empty one', ['I3', 'I8'], {
    ...situations.twoItemsOnePlace,
    cast: twistedBy(twists.capacityFailsOpen),
  }),
  mutant('liveness by clock', 'a claim is dead when it is a minute old', ['I1'], {
    ...situations.twoManagersAndTime,
    cast: twistedBy(twists.livenessByClock),
  }),
  mutant('liveness that ignores the attempt', 'the first attempt is asked for, whichever holds', ['I1'], {
    ...situations.reRunAndManualRun,
    cast: twistedBy(twists.livenessIgnoresAttempt),
  }),
  costly('no reservation', 'a claim sets nothing aside', [
    budgets.twoItemsOneDay,
    budgetTwists.reservesNothing,
  ]),
  costly('reservations not counted', 'a cap is compared with what is spent alone', [
    budgets.twoItemsOneDay,
    budgetTwists.withoutReservations,
  ]),
  costly('money decided on an older head', 'what is appended was decided on an older head', [
    budgets.twoItemsOneDay,
    twists.checkThenMark,
  ]),
  costly('reservation of one day', 'a run that works past midnight counts on its first day only', [
    budgets.twoItemsAndMidnight,
    budgetTwists.reservesForOneDay,
  ]),
  costly('dead runs cost nothing', 'a claim that ends for a dead run counts nothing', [
    budgets.lostAndReRunForFour,
    budgetTwists.deadCostNothing,
  ]),
  costly('a drag forgives cost', "a person's move resets what the item has cost", [
    budgets.draggedBack,
    budgetTwists.forgivesCost,
  ]),
  costly('cap without hand-over', 'a run is refused, and its item is nobody’s', [
    budgets.lostAndReRunForThree,
    budgetTwists.handsNothingOver,
  ]),
  costly('handed over again', 'that an item was handed over is forgotten', [
    budgets.twoByHandWithoutMoney,
    budgetTwists.forgetsHandOver,
  ]),
];

/** One that breaks what may be spent. */
function costly(name: string, broken: string, [setting, twist]: readonly [Setting, () => Twist]): Mutant {
  const { budget } = setting.rules ?? {};
  return mutant(name, broken, ['I9'], {
    ...setting,
    cast: (spec) => twisted(faithful(setting.rules?.maxInFlight ?? 1, budget)(spec), twist()),
  });
}

/** It is judged by the invariants that it is said to break, and by no other. */
function mutant(name: string, broken: string, breaks: readonly string[], setting: Setting): Mutant {
  const losesWakeUps = breaks.includes('I6');
  const judged: Setting = {
    ...setting,
    invariants: invariants.filter(({ id }) => breaks.includes(id)),
    wakesItself: losesWakeUps && (setting.wakesItself ?? false),
    passes: losesWakeUps ? 1 : 0,
  };
  return { name, broken, breaks, story: story(name, judged) };
}

/** The real protocols, each behind a twist of its own. */
function twistedBy(twist: () => Twist): Casting {
  return (spec) => twisted(faithful(1)(spec), twist());
}

/** One role plays differently. */
function casting<R extends Spec['role']>(role: R, play: (spec: Extract<Spec, { role: R }>) => Play): Casting {
  const isOfRole = (spec: Spec): spec is Extract<Spec, { role: R }> => spec.role === role;
  return (spec) => (isOfRole(spec) ? play(spec) : faithful(1)(spec));
}
