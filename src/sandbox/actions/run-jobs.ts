import { dirname, join } from 'node:path';

import { issueWorkflowToken } from '../auth/workflow-token.ts';
import type { World } from '../state/world.ts';
import type { Json } from './expressions/data.ts';
import { toJson } from './expressions/data.ts';
import { evaluateCondition, evaluateString, evaluateToken } from './expressions/evaluate.ts';
import { githubContext, workflowContexts } from './run-contexts.ts';
import type { RunPlan } from './run-plan.ts';
import type { Host, JobSession, JobStatus } from './runner/job-session.ts';
import { Masks } from './runner/masks.ts';
import { runJob } from './runner/run-job.ts';
import { createRunnerFolders } from './runner/runner-folders.ts';
import type { GroupQueue } from './scheduler/group-queue.ts';
import { readConcurrency } from './workflow/read-concurrency.ts';
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

type JobConclusion = NonNullable<WorkflowJob['conclusion']>;
type Needs = Record<string, { result: JobConclusion; outputs: Record<string, string> }>;

/** Runs all jobs of a run, each when the jobs it needs are over. The outcome is in the run's `jobs`. */
export async function runJobs(surroundings: RunSurroundings): Promise<void> {
  const { plan, world } = surroundings;
  const over = new Map<string, Promise<WorkflowJob>>();
  const start = (definition: JobDefinition): Promise<WorkflowJob> => {
    const known = over.get(definition.key);
    if (known) return known;
    const kept = plan.kept.find((job) => job.key === definition.key);
    const record = kept ?? newJob(world, definition);
    plan.run.jobs.push(record);
    const job = kept
      ? Promise.resolve(kept)
      : Promise.all(plan.workflow.jobs.filter(({ key }) => definition.needs.includes(key)).map(start)).then(
          (needed) => runOne(surroundings, definition, { record, needed }),
        );
    over.set(definition.key, job);
    return job;
  };
  await Promise.all(plan.workflow.jobs.map(start));
}

function newJob(world: World, { key }: JobDefinition): WorkflowJob {
  const now = world.clock.now();
  return {
    id: world.ids.next('job'),
    key,
    name: key,
    status: 'queued',
    conclusion: null,
    outputs: {},
    steps: [],
    labels: [],
    createdAt: now,
    startedAt: now,
    completedAt: null,
  };
}

async function runOne(
  surroundings: RunSurroundings,
  definition: JobDefinition,
  { record, needed }: { record: WorkflowJob; needed: readonly WorkflowJob[] },
): Promise<WorkflowJob> {
  const { world, plan } = surroundings;
  const needs: Needs = Object.fromEntries(
    needed.map((job) => [job.key, { result: job.conclusion ?? 'skipped', outputs: job.outputs }]),
  );
  const contexts = { ...workflowContexts(world, plan), needs, strategy: {}, matrix: null };
  const holds = (): boolean =>
    evaluateCondition(definition.if, { contexts, status: statusOf(surroundings, definition) });
  try {
    if (holds()) {
      record.name = definition.name ? evaluateString(definition.name, { contexts }) : definition.key;
      const labels = toJson(evaluateToken(definition.runsOn, { contexts }));
      record.labels = [labels].flat().map(String);
      record.conclusion = await inGroup(surroundings, { definition, record, contexts, holds });
    } else {
      record.conclusion = surroundings.cancel.aborted ? 'cancelled' : 'skipped';
    }
  } catch (error) {
    plan.run.annotations.push({
      level: 'failure',
      message: error instanceof Error ? error.message : String(error),
    });
    record.conclusion = 'failure';
  }
  complete(world, record, record.conclusion);
  return record;
}

function complete(world: World, record: WorkflowJob, conclusion: JobConclusion): void {
  if (record.status === 'completed') return;
  record.status = 'completed';
  record.conclusion = conclusion;
  record.completedAt = world.clock.tick();
  world.changed();
}

interface ReadyJob {
  definition: JobDefinition;
  record: WorkflowJob;
  contexts: Record<string, Json>;
  /** Whether its `if` still holds. */
  holds: () => boolean;
}

/** Waits for the job's own concurrency group, if it names one. */
async function inGroup(surroundings: RunSurroundings, job: ReadyJob): Promise<JobStatus> {
  const { plan, groups, world } = surroundings;
  const entry = readConcurrency(job.definition.concurrency, { contexts: job.contexts });
  const cancel = new AbortController();
  const onCancel = (): void => {
    if (!job.holds()) cancel.abort();
  };
  surroundings.cancel.addEventListener('abort', onCancel, { once: true });
  const member = `job ${job.record.id}`;
  try {
    if (!entry) return await execute(surroundings, job, cancel);
    if (entry.group.toLowerCase() === plan.run.group?.toLowerCase()) {
      surroundings.cancelRun(
        `Canceling since a deadlock was detected for concurrency group: '${entry.group}' between a top level workflow and '${job.definition.key}'`,
      );
      return 'cancelled';
    }
    const admitted = await new Promise<boolean>((resolve) => {
      cancel.signal.addEventListener('abort', () => resolve(false), { once: true });
      const { position, displace } = groups.enter(
        plan.repository.fullName,
        { ...entry, member },
        {
          admit: () => resolve(true),
          cancel: (message) => {
            plan.run.annotations.push({ level: 'failure', message });
            cancel.abort();
          },
        },
      );
      job.record.status = position === 'pending' ? 'pending' : 'queued';
      world.changed();
      displace();
      if (position !== 'pending') resolve(position === 'holds');
    });
    const status = admitted ? await execute(surroundings, job, cancel) : 'cancelled';
    // It is over before the next in its group begins.
    complete(world, job.record, status);
    return status;
  } finally {
    surroundings.cancel.removeEventListener('abort', onCancel);
    if (entry) groups.leave(plan.repository.fullName, entry.group, member);
  }
}

const defaultTimeoutMinutes = 360;

async function execute(
  surroundings: RunSurroundings,
  { definition, record, contexts }: ReadyJob,
  cancel: AbortController,
): Promise<JobStatus> {
  const { world, plan, host, kill } = surroundings;
  surroundings.onStart();
  record.status = 'in_progress';
  record.startedAt = world.clock.tick();
  world.changed();
  const { run, repository } = plan;
  const token = issueWorkflowToken(world, { repository, permissions: definition.permissions, runId: run.id });
  const folders = await createRunnerFolders(
    join(surroundings.folder, String(record.id)),
    repository.name,
    plan.event,
  );
  const secrets = { ...Object.fromEntries(repository.secrets), github_token: token };
  const minutes = definition.timeoutMinutes
    ? Number(toJson(evaluateToken(definition.timeoutMinutes, { contexts })))
    : defaultTimeoutMinutes;
  const session: JobSession = {
    run,
    jobKey: definition.key,
    contexts: {
      ...contexts,
      github: {
        ...githubContext(world, plan),
        token,
        job: definition.key,
        event_path: folders.eventPath,
        workspace: folders.workspace,
      },
      secrets,
      runner: runnerContext(folders),
    },
    folders,
    masks: new Masks(Object.values(secrets)),
    host,
    cancel: cancel.signal,
    kill,
    groups: new Set(),
    changed: () => world.changed(),
    env: {},
    path: [],
    steps: {},
    posts: [],
    status: 'success',
  };
  const timer = setTimeout(() => {
    const message = `The job has exceeded the maximum execution time of ${minutes}m0s`;
    run.annotations.push({ level: 'failure', message });
    cancel.abort();
  }, minutes * 60_000);
  try {
    return await runJob({
      session,
      workflow: plan.workflow,
      definition,
      record,
      repository: repository.fullName,
      tick: () => world.clock.tick(),
    });
  } finally {
    clearTimeout(timer);
    // GitHub revokes a job's token when the job is over.
    world.tokens.revoke(token);
  }
}

function runnerContext({ temp, toolCache, workspace }: JobSession['folders']): Record<string, string> {
  return {
    name: 'Sandbox',
    os: 'Linux',
    arch: 'X64',
    temp,
    tool_cache: toolCache,
    workspace: dirname(workspace),
    environment: 'github-hosted',
  };
}

/** `success()` and its like for a job's `if`: about the jobs it needs, and those that they need. */
function statusOf({ plan, cancel }: RunSurroundings, definition: JobDefinition) {
  const ancestors = new Set<string>();
  const collect = (keys: readonly string[]): void => {
    for (const key of keys) {
      if (ancestors.has(key)) continue;
      ancestors.add(key);
      collect(plan.workflow.jobs.find((job) => job.key === key)?.needs ?? []);
    }
  };
  collect(definition.needs);
  const jobs = plan.run.jobs.filter((job) => ancestors.has(job.key));
  const failure = jobs.some((job) => job.conclusion === 'failure');
  return {
    success: !cancel.aborted && jobs.every((job) => job.conclusion === 'success'),
    failure: !cancel.aborted && failure,
    cancelled: cancel.aborted,
  };
}
