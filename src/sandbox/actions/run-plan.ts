import type { CommitRecord } from '../git/history.ts';
import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';
import type { Json } from './expressions/data.ts';
import type { Workflow } from './workflow/workflow.ts';
import type { WorkflowJob, WorkflowRun } from './workflow-run.ts';

/** Everything that one run is about. What can change of it is in `run`. */
export interface RunPlan {
  readonly run: WorkflowRun;
  readonly repository: Repository;
  readonly workflow: Workflow;
  /** Who is behind this attempt. */
  readonly by: Actor;
  /** The event's payload, as in GITHUB_EVENT_PATH. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The `inputs` context. */
  readonly inputs: Readonly<Record<string, Json>>;
  /** `refs/heads/main` */
  readonly ref: string;
  readonly headCommit: CommitRecord;
  /** Earlier attempts as they ended, oldest first. */
  readonly attempts: readonly WorkflowRun[];
  /** Jobs of the attempt before that are not run again. */
  readonly kept: readonly WorkflowJob[];
}
