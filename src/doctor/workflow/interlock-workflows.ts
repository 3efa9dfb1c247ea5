import type { DoctorSubject } from '../doctor-subject.ts';
import { type InterlockStep, interlockSteps, type Workflow } from './workflow.ts';

/** A workflow of the default branch that runs Interlock. */
export interface InterlockWorkflow {
  readonly path: string;
  /** `active`, or why GitHub does not run it. */
  readonly state: string;
  readonly workflow: Workflow;
  /** At least one. */
  readonly steps: readonly InterlockStep[];
}

export async function interlockWorkflows(subject: DoctorSubject): Promise<readonly InterlockWorkflow[]> {
  const found: InterlockWorkflow[] = [];
  for (const { path, state } of await subject.workflows()) {
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) continue;
    const read = await subject.workflow(path);
    if (read.kind === 'invalid') continue;
    const steps = interlockSteps(read.workflow);
    if (steps.length > 0) found.push({ path, state, workflow: read.workflow, steps });
  }
  return found;
}
