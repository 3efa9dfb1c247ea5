import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import type { Json } from './expressions/data.ts';
import type { RunPlan } from './run-plan.ts';
import type { Workflow } from './workflow/workflow.ts';
import type { RegisteredWorkflow } from './workflow-registry.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface NewRun {
  repository: Repository;
  workflow: Workflow;
  registered: RegisteredWorkflow;
  by: Actor;
  event: string;
  payload: Readonly<Record<string, unknown>>;
  inputs?: { strings: Record<string, string>; typed: Record<string, Json> };
  /** `refs/heads/main` */
  ref: string;
  oid: string;
  runNumber: number;
}

/** A run as it is a moment before it is queued. */
export async function createRun(world: World, options: NewRun): Promise<RunPlan> {
  const { repository, workflow, registered, by, event, payload, inputs, ref, oid, runNumber } = options;
  const headCommit = await repository.git.commit(oid);
  if (!headCommit) throw new Error(`${oid} is no commit of ${repository.fullName}`);
  const now = world.clock.tick();
  const run: WorkflowRun = {
    id: world.ids.next('run'),
    runNumber,
    attempt: 1,
    name: workflow.name,
    displayTitle: titleOf(event, payload, workflow, headCommit.message),
    path: workflow.path,
    workflowId: registered.id,
    event,
    status: 'queued',
    conclusion: null,
    inputs: inputs?.strings ?? {},
    actor: by.user.login,
    triggeringActor: by.user.login,
    headBranch: ref.replace(/^refs\/(heads|tags)\//, ''),
    headSha: oid,
    jobs: [],
    log: '',
    summary: '',
    annotations: [],
    artifacts: [],
    createdAt: now,
    startedAt: now,
    updatedAt: now,
  };
  return {
    run,
    repository,
    workflow,
    by,
    event: payload,
    inputs: inputs?.typed ?? {},
    ref,
    headCommit,
    attempts: [],
    kept: [],
  };
}

/** The next attempt of a run that is over: same commit, same workflow file, same payload. */
export function createAttempt(
  world: World,
  plan: RunPlan,
  { by, onlyFailed }: { by: Actor; onlyFailed: boolean },
): RunPlan {
  const { run } = plan;
  const ended = structuredClone(run);
  const now = world.clock.tick();
  delete run.group;
  Object.assign(run, {
    attempt: run.attempt + 1,
    status: 'queued',
    conclusion: null,
    triggeringActor: by.user.login,
    jobs: [],
    log: '',
    summary: '',
    annotations: [],
    artifacts: [],
    startedAt: now,
    updatedAt: now,
  } satisfies Partial<WorkflowRun>);
  const kept = onlyFailed ? ended.jobs.filter((job) => job.conclusion === 'success') : [];
  return { ...plan, by, kept, attempts: [...plan.attempts, ended] };
}

function titleOf(
  event: string,
  payload: Readonly<Record<string, unknown>>,
  workflow: Workflow,
  commitMessage: string,
): string {
  const subject = (payload['pull_request'] ?? payload['issue']) as { title?: string } | undefined;
  if (subject?.title !== undefined) return subject.title;
  return event === 'push' ? (commitMessage.split('\n')[0] ?? workflow.name) : workflow.name;
}
