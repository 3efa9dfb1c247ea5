/**
 * `pending`: waits for its concurrency group. `queued`: holds its group, if it has one, and waits for a runner.
 */
export type RunStatus = 'queued' | 'pending' | 'in_progress' | 'completed';

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'startup_failure';

export interface WorkflowRun {
  id: number;
  runNumber: number;
  attempt: number;
  /** The workflow's name, or its path when it has none. */
  name: string;
  /** `run-name`, evaluated. */
  displayTitle: string;
  /** `.github/workflows/x.yml` */
  path: string;
  workflowId: number;
  event: string;
  status: RunStatus;
  conclusion: Conclusion | null;
  /** As a workflow_dispatch sent them, defaults filled in. Empty for other events. */
  inputs: Record<string, string>;
  /** Who caused the first attempt. */
  actor: string;
  /** Who caused this attempt. */
  triggeringActor: string;
  headBranch: string;
  headSha: string;
  /** The workflow's concurrency group. */
  group?: string;
  jobs: WorkflowJob[];
  /** What the runner printed, all jobs together in the order of printing, secrets masked. */
  log: string;
  /** The step summaries, Markdown, in order. */
  summary: string;
  annotations: Annotation[];
  /** What steps uploaded with actions/upload-artifact. */
  artifacts: Artifact[];
  createdAt: string;
  startedAt: string;
  updatedAt: string;
}

export interface WorkflowJob {
  id: number;
  /** Its key below `jobs:`. */
  key: string;
  name: string;
  status: RunStatus;
  conclusion: Exclude<Conclusion, 'startup_failure'> | null;
  outputs: Record<string, string>;
  steps: WorkflowStep[];
  labels: string[];
  createdAt: string;
  startedAt: string;
  completedAt: string | null;
}

export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface WorkflowStep {
  /** The `id:` given, or one that GitHub makes up: `__run`, `__actions_checkout`. */
  id: string;
  name: string;
  number: number;
  status: 'queued' | 'in_progress' | 'completed';
  /** Before `continue-on-error`. */
  outcome: StepResult | null;
  conclusion: StepResult | null;
  outputs: Record<string, string>;
  startedAt: string | null;
  completedAt: string | null;
}

export interface Artifact {
  name: string;
  /** Text, by name. */
  files: Record<string, string>;
}

export interface Annotation {
  level: 'notice' | 'warning' | 'failure';
  message: string;
  title?: string;
  file?: string;
}
