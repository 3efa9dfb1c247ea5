import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { parseRunName } from '../../core/run-name.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

/** A workflow run, as its newest attempt stands. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly isCompleted: boolean;
  /** `null` while it is not completed. */
  readonly conclusion: string | null;
  readonly workflow: number;
  readonly displayTitle: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Of its newest attempt. */
  readonly startedAt: string;
  /** When it was completed, if it is. */
  readonly updatedAt: string;
}

const runSchema = z
  .object({
    id: z.int(),
    run_attempt: z.int(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    workflow_id: z.int(),
    display_title: z.string(),
    created_at: z.string(),
    run_started_at: z.string(),
    updated_at: z.string(),
  })
  .transform(
    (raw): WorkflowRun => ({
      id: raw.id,
      attempt: raw.run_attempt,
      isCompleted: raw.status === 'completed',
      conclusion: raw.conclusion,
      workflow: raw.workflow_id,
      displayTitle: raw.display_title,
      createdAt: raw.created_at,
      startedAt: raw.run_started_at,
      updatedAt: raw.updated_at,
    }),
  );

/** One run; `undefined` if GitHub says that there is none, which may also mean that the token cannot see it. */
export async function readRun(
  github: GitHub,
  { owner, repository }: RepositoryName,
  run: number,
): Promise<WorkflowRun | undefined> {
  try {
    const { data } = await read({
      doing: `read run ${run} of ${owner}/${repository}`,
      missing: 'item-missing',
      answer: runSchema,
      request: (options) =>
        github.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
          owner,
          repo: repository,
          run_id: run,
          ...options,
        }),
    });
    return data;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return undefined;
    throw error;
  }
}

const jobsSchema = z.object({
  jobs: z.array(z.object({ runner_id: z.int().nullish(), steps: z.array(z.unknown()).nullish() })),
});

/** Whether a runner has taken up a job of the run's newest attempt. */
export async function hasStarted(
  github: GitHub,
  { owner, repository }: RepositoryName,
  run: number,
): Promise<boolean> {
  const { data } = await read({
    doing: `list the jobs of run ${run} of ${owner}/${repository}`,
    missing: 'item-missing',
    answer: jobsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
        owner,
        repo: repository,
        run_id: run,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return data.jobs.some(({ runner_id: runner, steps }) => Boolean(runner) || (steps?.length ?? 0) > 0);
}

const runsSchema = z.object({ workflow_runs: z.array(runSchema) });

/** GitHub replaces a waiting run when another joins it, within seconds. What was cancelled later was cancelled by a person. */
const REPLACED_WITHIN_MS = 60_000;

/**
 * Whether a run that never started was cancelled because a younger one took its place: that happens to one that waits
 * behind a run of its concurrency group, at the moment when another joins the queue. The group is a function of what the
 * run's name says. A listing may miss a run; then the answer is no.
 *
 * GitHub tells neither who cancelled a run nor how its group queues, so a person who cancels it in the minute after
 * another has joined cannot be told from GitHub. With `queue: single` there is no such person, because the run is gone.
 */
export async function wasReplaced(
  github: GitHub,
  { owner, repository }: RepositoryName,
  run: WorkflowRun,
): Promise<boolean> {
  const { data } = await read({
    doing: `list the runs of ${owner}/${repository} until ${run.updatedAt}`,
    missing: 'workflow-missing',
    answer: runsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
        owner,
        repo: repository,
        workflow_id: run.workflow,
        created: `<=${run.updatedAt}`,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  const group = data.workflow_runs.filter((other) => isOfSameGroup(other, run));
  const wasBehind = (time: string): boolean =>
    group.some(
      ({ id, isCompleted, updatedAt }) => id < run.id && !(isCompleted && isBefore(updatedAt, time)),
    );
  return group.some(
    ({ id, createdAt }) => id > run.id && !isLongBefore(createdAt, run.updatedAt) && wasBehind(createdAt),
  );
}

function isBefore(one: string, other: string): boolean {
  return Date.parse(one) < Date.parse(other);
}

function isLongBefore(one: string, other: string): boolean {
  return Date.parse(other) - Date.parse(one) > REPLACED_WITHIN_MS;
}

function isOfSameGroup(one: WorkflowRun, other: WorkflowRun): boolean {
  const [name, otherName] = [parseRunName(one.displayTitle), parseRunName(other.displayTitle)];
  return (
    name !== undefined &&
    name.agent === otherName?.agent &&
    name.subject.toLowerCase() === otherName.subject.toLowerCase()
  );
}
