import type { World } from '../state/world.ts';
import type { WorkflowJob } from './workflow-run.ts';

type JobConclusion = NonNullable<WorkflowJob['conclusion']>;

/** Once; what comes later finds the job over. */
export function completeJob(world: World, record: WorkflowJob, conclusion: JobConclusion): void {
  if (record.status === 'completed') return;
  record.status = 'completed';
  record.conclusion = conclusion;
  record.completedAt = world.clock.tick();
  world.changed();
}
