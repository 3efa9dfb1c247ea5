import type { WorkflowRun } from './actions/workflow-run.ts';
import type { Route } from './rest/route.ts';

/**
 * What the rest of the sandbox asks of the Actions scheduler. It is built on the world alone: it listens to
 * `world.onEvent`, issues run tokens with `issueWorkflowToken`, and tells what happens to runs with `announce`.
 */
export interface ActionsService {
  routes: readonly Route[];
  /** All runs of a repository, oldest first. */
  runs(repositoryFullName: string): readonly WorkflowRun[];
  /**
   * No run that could go on: queued runs that are held back, or blocked by a group, do not count, and neither do runs
   * that wait for the answer to a call of theirs.
   */
  isIdle(isWaiting: (run: WorkflowRun) => boolean): boolean;
  holdRuns(match: (run: WorkflowRun) => boolean): RunBarrier;
  /** Ends the processes of runs that are still going. */
  dispose(): Promise<void>;
}

export interface RunBarrier {
  /** The first run that was held. */
  reached: Promise<WorkflowRun>;
  release(): void;
}

export interface ActionsOptions {
  /** `owner/name` -> directory of the action. */
  actions: Readonly<Record<string, string>>;
  /** Of the machine that runs jobs. */
  environment: Readonly<Record<string, string>>;
  /** How many times longer than GitHub's runner to wait for steps to end. */
  patience: number;
  log: (line: string) => void;
}
