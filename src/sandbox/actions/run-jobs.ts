import type { World } from '../state/world.ts';
import { completeJob } from './complete-job.ts';
import { toJson } from './expressions/data.ts';
import { evaluateCondition, evaluateString, evaluateToken, type Status } from './expressions/evaluate.ts';
import { workflowContexts } from './run-contexts.ts';
import { runInGroup } from './run-in-group.ts';
import type { RunSurroundings } from './run-surroundings.ts';
import type { JobDefinition } from './workflow/workflow.ts';
import type { WorkflowJob } from './workflow-run.ts';

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
      record.conclusion = await runInGroup(surroundings, { definition, record, contexts, holds });
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
  completeJob(world, record, record.conclusion);
  return record;
}

/** `success()` and its like for a job's `if`: about the jobs it needs, and those that they need. */
function statusOf({ plan, cancel }: RunSurroundings, definition: JobDefinition): Status {
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
