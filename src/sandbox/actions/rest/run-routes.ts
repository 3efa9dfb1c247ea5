import { ApiError, notFound } from '../../rest/api-error.ts';
import { page } from '../../rest/page.ts';
import { RefusedInput } from '../../rest/read-input.ts';
import {
  created,
  noContent,
  ok,
  type Reply,
  type Route,
  type RouteRequest,
  repositoryRoute,
} from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';
import { createAttempt } from '../create-run.ts';
import type { RunPlan } from '../run-plan.ts';
import type { RunScheduler } from '../run-scheduler.ts';
import type { WorkflowRegistry } from '../workflow-registry.ts';
import type { WorkflowRun } from '../workflow-run.ts';
import { matchesRun, type RunFilter } from './match-run.ts';
import { renderAnnotation, renderJob, renderRun } from './render-run.ts';
import { findWorkflow } from './workflow-routes.ts';

/** GitHub lists no more than these. */
const maxListed = 1_000;

interface RunParams {
  run_id: number;
}

export function runRoutes(registry: WorkflowRegistry, scheduler: RunScheduler): Route[] {
  const list = (
    request: RouteRequest & { repository: Repository },
    filter: RunFilter,
    workflowId?: number,
  ): Reply => {
    const { world, repository } = request;
    const plans = scheduler
      .plans(repository.fullName)
      .filter(
        ({ run }) => (workflowId === undefined || run.workflowId === workflowId) && matchesRun(run, filter),
      )
      .reverse();
    return page(request, plans.slice(0, maxListed), (slice) => ({
      total_count: plans.length,
      workflow_runs: slice.map((plan) => renderRun(world, plan)),
    }));
  };
  const find = (repository: Repository, runId: number): RunPlan => {
    const plan = scheduler.plan(runId);
    if (plan?.repository !== repository) throw notFound();
    return plan;
  };
  const rerun = (
    { repository, actor, params, world }: RouteRequest & { repository: Repository; params: RunParams },
    onlyFailed: boolean,
  ): Reply => {
    const plan = find(repository, params.run_id);
    const { run } = plan;
    if (run.status !== 'completed') throw new ApiError(403, 'This workflow is already running');
    const isUnstarted = run.conclusion === 'startup_failure';
    const hasFailed = run.jobs.some(
      ({ conclusion }) => conclusion === 'failure' || conclusion === 'cancelled',
    );
    if (isUnstarted || (onlyFailed && !hasFailed)) {
      throw new ApiError(403, 'This workflow run cannot be retried');
    }
    scheduler.submit(createAttempt(world, plan, { by: actor, onlyFailed }));
    return created({});
  };

  return [
    repositoryRoute<RunFilter>('actions/list-workflow-runs-for-repo', (request) =>
      list(request, request.params),
    ),
    repositoryRoute<RunFilter & { workflow_id: string | number }>(
      'actions/list-workflow-runs',
      async (request) => {
        const workflow = await findWorkflow(registry, request.repository, request.params.workflow_id);
        return list(request, request.params, workflow.id);
      },
    ),
    repositoryRoute<RunParams>('actions/get-workflow-run', ({ world, repository, params }) =>
      ok(renderRun(world, find(repository, params.run_id))),
    ),
    repositoryRoute<RunParams & { attempt_number: number }>(
      'actions/get-workflow-run-attempt',
      ({ world, repository, params }) => {
        const plan = find(repository, params.run_id);
        const run = attemptsOf(plan).find(({ attempt }) => attempt === params.attempt_number);
        if (!run) throw notFound();
        return ok(renderRun(world, plan, run));
      },
    ),
    repositoryRoute<RunParams>('actions/cancel-workflow-run', ({ repository, params }) =>
      accepted(scheduler.cancel(find(repository, params.run_id).run)),
    ),
    repositoryRoute<RunParams>('actions/force-cancel-workflow-run', ({ repository, params }) =>
      accepted(scheduler.forceCancel(find(repository, params.run_id).run)),
    ),
    repositoryRoute<RunParams>('actions/re-run-workflow', (request) => rerun(request, false)),
    repositoryRoute<RunParams>('actions/re-run-workflow-failed-jobs', (request) => rerun(request, true)),
    repositoryRoute<RunParams>('actions/delete-workflow-run', ({ repository, params }) => {
      const { run } = find(repository, params.run_id);
      if (run.status !== 'completed') throw new ApiError(403, 'Could not delete the workflow run');
      scheduler.remove(run.id);
      return noContent();
    }),
    repositoryRoute<RunParams & { filter?: 'latest' | 'all' }>(
      'actions/list-jobs-for-workflow-run',
      (request) => {
        const { world, repository, params } = request;
        const plan = find(repository, params.run_id);
        const runs = params.filter === 'all' ? attemptsOf(plan) : [plan.run];
        const jobs = runs.flatMap((run) => run.jobs.map((job) => renderJob(world, plan, job, run)));
        return page(request, jobs, (slice) => ({ total_count: jobs.length, jobs: slice }));
      },
    ),
    repositoryRoute<RunParams>('actions/list-workflow-run-artifacts', (request) => {
      find(request.repository, request.params.run_id);
      // Nothing here uploads any.
      return page(request, [], () => ({ total_count: 0, artifacts: [] }));
    }),
    repositoryRoute<{ check_run_id: number }>('checks/list-annotations', (request) => {
      const { world, repository, params } = request;
      const found = scheduler
        .plans(repository.fullName)
        .flatMap((plan) => attemptsOf(plan).map((run) => ({ plan, run })))
        .find(({ run }) => run.jobs.some(({ id }) => id === params.check_run_id));
      if (!found) throw notFound();
      const { run, plan } = found;
      if (run.jobs.length > 1) {
        throw new RefusedInput(422, 'The sandbox does not know which job an annotation is of');
      }
      return page(request, run.annotations, (slice) =>
        slice.map((annotation) => renderAnnotation(world, plan, annotation)),
      );
    }),
    repositoryRoute<{ job_id: number }>(
      'actions/get-job-for-workflow-run',
      ({ world, repository, params }) => {
        for (const plan of scheduler.plans(repository.fullName)) {
          for (const run of attemptsOf(plan)) {
            const job = run.jobs.find(({ id }) => id === params.job_id);
            if (job) return ok(renderJob(world, plan, job, run));
          }
        }
        throw notFound();
      },
    ),
  ];
}

function attemptsOf(plan: RunPlan): readonly WorkflowRun[] {
  return [...plan.attempts, plan.run];
}

function accepted(isCancelling: boolean): Reply {
  if (!isCancelling) throw new ApiError(409, 'Cannot cancel a workflow run that is completed.');
  return { status: 202, body: {} };
}
