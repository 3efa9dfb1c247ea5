import { contextsOf, type DispatchOrigin, type SampleDispatch } from './dispatch.ts';
import { type Contexts, evaluateCondition, evaluateText, type Json } from './evaluate.ts';
import { type Call, callInputs, type InterlockStep, type Job, type Workflow } from './workflow.ts';

/** A job that a run has to get through to a step, and what its expressions see. */
export interface JobToStep {
  readonly job: Job;
  /** Of the job, where it is a reusable one; that of the run where absent. */
  readonly workflow?: Workflow;
  readonly contexts: Contexts;
}

/** The calling jobs, outermost first, and then the job of the step. A called workflow sees the caller's `github`. */
export function jobsToStep(
  step: InterlockStep,
  origin: DispatchOrigin,
  dispatch: SampleDispatch,
): readonly JobToStep[] {
  const { calls = [], job } = step;
  let contexts = contextsOf(origin, dispatch);
  let workflow: Workflow | undefined;
  const jobs: JobToStep[] = [];
  for (const call of calls) {
    jobs.push({ job: call.job, contexts, ...(workflow && { workflow }) });
    contexts = { ...contexts, inputs: inputsOf(call, contexts) };
    workflow = call.workflow;
  }
  return [...jobs, { job, contexts, ...(workflow && { workflow }) }];
}

/** What the step's own expressions see. */
export function contextsOfStep(
  step: InterlockStep,
  origin: DispatchOrigin,
  dispatch: SampleDispatch,
): Contexts {
  const last = jobsToStep(step, origin, dispatch).at(-1);
  if (!last) throw new Error('A step is in a job');
  return last.contexts;
}

/** Whether the run gets to the step. */
export function reaches(step: InterlockStep, origin: DispatchOrigin, dispatch: SampleDispatch): boolean {
  return jobsToStep(step, origin, dispatch).every(({ job, contexts }) => {
    const condition = job.if ?? true;
    return typeof condition === 'boolean' ? condition : evaluateCondition(condition, contexts);
  });
}

function inputsOf({ job, workflow }: Call, contexts: Contexts): Json {
  const given = Object.entries(job.with ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? evaluateText(value, contexts) : value,
  ]);
  return { ...callInputs(workflow), ...Object.fromEntries(given) };
}
