import type { DispatchOrigin, SampleDispatch } from './dispatch.ts';
import { type Contexts, evaluateCondition, evaluateText } from './evaluate.ts';
import { jobsToStep } from './jobs-to-step.ts';
import type { Concurrency, InterlockStep, Workflow } from './workflow.ts';

/** A concurrency group as GitHub evaluates it for one run. */
export interface Lock {
  readonly group: string;
  readonly cancels: boolean;
  readonly queue: string;
}

/** Where a group can be named: by each workflow and job on the way to the step. The same place is the same index for every run. */
export type Locks = readonly (Lock | undefined)[];

export function locksOf(
  workflow: Workflow,
  step: InterlockStep,
  origin: DispatchOrigin,
  dispatch: SampleDispatch,
): Locks {
  const evaluate = (concurrency: Concurrency | undefined, contexts: Contexts): Lock | undefined => {
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
  return jobsToStep(step, origin, dispatch).flatMap(({ job, workflow: called, contexts }) => [
    evaluate((called ?? workflow).concurrency, contexts),
    evaluate(job.concurrency, contexts),
  ]);
}

/** Whether two runs of one workflow exclude each other: at some place both are in the same group. */
export function excludes(one: Locks, other: Locks): boolean {
  return one.some((lock, place) => lock !== undefined && lock.group === other[place]?.group);
}

/** Whether runs of two workflows meet in a group, wherever each of them names it. */
export function meet(one: Locks, other: Locks): boolean {
  return one.some((lock) => lock !== undefined && other.some((another) => another?.group === lock.group));
}
