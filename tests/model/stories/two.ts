import type { Story } from '../story.ts';
import * as others from './others.ts';
import { type Setting, story } from './setting.ts';
import * as situations from './situations.ts';

const { ANYTHING } = situations;

/** Two at work at once who want the same thing. Each story is explored to its end. */
export const races: readonly Story[] = [
  story('two backlog-managers, one item', withFaults(situations.twoManagers, 1)),
  story('two backlog-managers, and time passes', situations.twoManagersAndTime),
  story('a backlog-manager, and a person who moves its item', withFaults(situations.managerAndPerson, 2)),
  story('a backlog-manager with room for two', withFaults(situations.twoPlaces, 1)),
  story('two workflows that move one item', withFaults(situations.twoMovers, 1)),
  story('two workflows that move one item within one second', {
    ...withFaults(situations.twoMovers, 1),
    rules: { faults: ANYTHING, secondsPerChange: 0 },
  }),
  story('two workflows that move two items into one place', situations.twoItemsOnePlace),
  story('a workflow that is slow, and one that is done', situations.slowMover),
  story('a workflow, and a person who moves its item', withFaults(situations.moverAndPerson, 2)),
  story(
    'a move that nobody wrote, the reconciler, a workflow and a person',
    situations.deadMoverAndReconciler,
  ),
  story('two reconcilers', situations.twoReconcilers),
  story('a person closes and deletes', situations.personTidiesUp),
  story('a person gives an item a second stage', situations.personDoubles),
  story('what a person did, delivered twice or never', situations.twoDeliveries),
  story('a merge and the same item, told at once to one process, and a person', situations.mergeAndPerson),
  story('a process that is slow at two events, and a workflow that is done', situations.slowApp),
];

/** Two of whom one takes over from the other, or starts the other. Each story is explored to its end. */
export const successions: readonly Story[] = [
  story('two runs of one dispatch', situations.twoRunsOfOneDispatch),
  story('two runs of an item and its pull request', situations.twoRunsOfOnePullRequest),
  story('an implementation that GitHub loses, and its re-run', withFaults(situations.lostAndReRun, 1)),
  story('a re-run and a run by hand', situations.reRunAndManualRun),
  story('an implementation that GitHub lost, and its successor', situations.lostAndReconciled),
  story('an item that arrives while a run by hand looks', situations.arrivalDuringManualRun),
  story('an item that arrives while a run of the group looks', situations.arrivalDuringRun),
  story('a merge while a backlog-manager looks', situations.mergeDuringRun),
  story('a person cancels a run before it began', situations.cancelledBeforeItBegan),
  story('a person cancels a run at work', situations.cancelledAtWork),
  story('an item and the project, while a third run holds another item', others.threeSubjects),
  story('a person who takes over the item of a run that is gone', others.broughtBack),
];

function withFaults(setting: Setting, faults: number): Setting {
  return { ...setting, rules: { ...setting.rules, faults: ANYTHING }, faults };
}
