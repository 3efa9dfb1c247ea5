import type { World } from '../state/world.ts';
import type { Json } from './expressions/data.ts';
import type { RunPlan } from './run-plan.ts';
import type { Host } from './runner/job-session.ts';
import type { GroupQueue } from './scheduler/group-queue.ts';
import type { JobDefinition } from './workflow/workflow.ts';
import type { WorkflowJob } from './workflow-run.ts';

export interface RunSurroundings {
  world: World;
  plan: RunPlan;
  host: Host;
  groups: GroupQueue;
  /** A folder of the run's own, for all its jobs. */
  folder: string;
  cancel: AbortSignal;
  kill: AbortSignal;
  /** Cancels the run, not only a job. */
  cancelRun(message: string): void;
  /** The first job is about to start. */
  onStart(): void;
}

/** A job whose turn it is. */
export interface ReadyJob {
  definition: JobDefinition;
  record: WorkflowJob;
  contexts: Record<string, Json>;
  /** Whether its `if` still holds. */
  holds: () => boolean;
}
