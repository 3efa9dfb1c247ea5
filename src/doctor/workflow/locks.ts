import { contextsOf, type Dispatch, type Origin } from './dispatch.ts';
import { evaluateCondition, evaluateText } from './evaluate.ts';
import type { Concurrency, InterlockStep, Workflow } from './workflow.ts';

/** A concurrency group as GitHub evaluates it for one run. */
export interface Lock {
  readonly group: string;
  readonly cancels: boolean;
  readonly queue: string;
}

/** Where a group can be named: by the workflow, or by the job. The same place is the same index for every run. */
export type Locks = readonly (Lock | undefined)[];

export function locksOf(
  workflow: Workflow,
  { job }: InterlockStep,
  origin: Origin,
  dispatch: Dispatch,
): Locks {
  const contexts = contextsOf(origin, dispatch);
  const evaluate = (concurrency: Concurrency | undefined): Lock | undefined => {
    if (!concurrency) return undefined;
    const {
      group,
      'cancel-in-progress': cancels = false,
      queue = 'single',
    } = {
      'cancel-in-progress': undefined,
      queue: undefined,
      ...concurrency,
    };
    // Groups are told apart without regard to case.
    const name = evaluateText(group, contexts).toLowerCase();
    if (name === '') return undefined;
    return {
      group: name,
      cancels: typeof cancels === 'boolean' ? cancels : evaluateCondition(cancels, contexts),
      queue,
    };
  };
  return [evaluate(workflow.concurrency), evaluate(job.concurrency)];
}

/** Whether two runs of one workflow exclude each other: at some place both are in the same group. */
export function excludes(one: Locks, other: Locks): boolean {
  return one.some((lock, place) => lock !== undefined && lock.group === other[place]?.group);
}

/** Whether runs of two workflows meet in a group, wherever each of them names it. */
export function meet(one: Locks, other: Locks): boolean {
  return one.some((lock) => lock !== undefined && other.some((another) => another?.group === lock.group));
}
