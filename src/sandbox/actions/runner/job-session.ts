import type { Json } from '../expressions/data.ts';
import type { Contexts, Scope } from '../expressions/evaluate.ts';
import type { WorkflowRun } from '../workflow-run.ts';
import type { Masks } from './masks.ts';
import type { ProblemMatchers } from './problem-matchers.ts';
import type { Grace } from './run-process.ts';
import type { RunnerFolders } from './runner-folders.ts';

export type JobStatus = 'success' | 'failure' | 'cancelled';

/** What the steps of one job share. */
export interface JobSession {
  readonly run: WorkflowRun;
  readonly jobKey: string;
  /** `github`, `inputs`, `vars`, `secrets`, `needs`, `runner`, `strategy`, `matrix`. */
  readonly contexts: Contexts;
  readonly folders: RunnerFolders;
  readonly masks: Masks;
  readonly matchers: ProblemMatchers;
  readonly host: Host;
  /** Aborted when the job is cancelled. */
  readonly cancel: AbortSignal;
  /** Aborted when nothing of it may go on. */
  readonly kill: AbortSignal;
  readonly groups: Set<number>;
  readonly changed: () => void;
  /** From the workflow, the job and GITHUB_ENV, the later over the earlier. */
  readonly env: Record<string, string>;
  /** From GITHUB_PATH, what came last first. */
  readonly path: string[];
  /** The `steps` context. */
  readonly steps: Record<string, Json>;
  readonly posts: PostStep[];
  status: JobStatus;
}

/** What a runner takes from the machine it runs on. */
export interface Host {
  /** Node, for actions. */
  node: string;
  path: string;
  environment: Readonly<Record<string, string>>;
  grace: Grace;
  /** `owner/name`, lower case -> directory with its action.yml. */
  actions: Readonly<Record<string, string>>;
}

export interface PostStep {
  id: string;
  name: string;
  /** An expression. */
  if: string;
  env: Readonly<Record<string, string>>;
  /** INPUT_*, and STATE_* once the main step has ended. */
  variables: Record<string, string>;
  action: { repository: string; ref: string } | undefined;
  start: StartWork;
}

/** Runs until it ends by itself or is cancelled. */
export type StartWork = (step: StepSurroundings) => Promise<WorkResult>;

export interface StepSurroundings {
  /** Complete: what the process gets. */
  env: Readonly<Record<string, string>>;
  onLine: (line: string) => void;
  cancel: AbortSignal;
}

export type WorkResult = { ok: true } | { ok: false; message?: string };

/** What expressions see between steps. */
export function scopeOf(
  session: JobSession,
  step: { id: string; env: Readonly<Record<string, string>> },
): Scope {
  const github = session.contexts['github'] as { [key: string]: Json };
  const status = session.cancel.aborted ? 'cancelled' : session.status;
  return {
    contexts: {
      ...session.contexts,
      github: { ...github, action: step.id, action_status: status },
      env: { ...session.env, ...step.env },
      job: { status },
      steps: session.steps,
    },
    status: {
      success: status === 'success',
      failure: status === 'failure',
      cancelled: status === 'cancelled',
    },
  };
}

export function print(session: JobSession, text: string): void {
  session.run.log += `${session.masks.apply(text)}\n`;
}

export function annotate(
  session: JobSession,
  level: 'notice' | 'warning' | 'failure',
  message: string,
): void {
  const name = level === 'failure' ? 'error' : level;
  print(session, `##[${name}]${message}`);
  session.run.annotations.push({ level, message: session.masks.apply(message) });
}
