import { renderRepository } from '../../render/repository.ts';
import { renderUser } from '../../render/user.ts';
import type { World } from '../../state/world.ts';
import type { RunPlan } from '../run-plan.ts';
import type { Annotation, WorkflowJob, WorkflowRun } from '../workflow-run.ts';

/** `workflow-run`, in answers and in webhook payloads. */
export function renderRun(world: World, plan: RunPlan, run: WorkflowRun = plan.run): Record<string, unknown> {
  const { repository, headCommit } = plan;
  const api = `${world.apiUrl}/repos/${repository.fullName}`;
  const url = `${api}/actions/runs/${run.id}`;
  const rendered = renderRepository(world, repository);
  return {
    id: run.id,
    name: run.name,
    node_id: world.ids.nodeId('run', run.id),
    check_suite_id: run.id,
    check_suite_node_id: world.ids.nodeId('checkSuite', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: runHtmlUrl(world, plan),
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.startedAt,
    actor: renderUser(world, world.ensureUser(run.actor)),
    triggering_actor: renderUser(world, world.ensureUser(run.triggeringActor)),
    referenced_workflows: [],
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflowId}`,
    head_commit: {
      id: headCommit.oid,
      tree_id: headCommit.tree,
      message: headCommit.message,
      timestamp: headCommit.committer.date,
      author: { name: headCommit.author.name, email: headCommit.author.email },
      committer: { name: headCommit.committer.name, email: headCommit.committer.email },
    },
    repository: rendered,
    head_repository: rendered,
  };
}

export function runHtmlUrl(world: World, { repository, run }: RunPlan): string {
  return `${world.url}/${repository.fullName}/actions/runs/${run.id}`;
}

export function renderJob(
  world: World,
  plan: RunPlan,
  job: WorkflowJob,
  run: WorkflowRun,
): Record<string, unknown> {
  const api = `${world.apiUrl}/repos/${plan.repository.fullName}`;
  const isStarted = job.steps.length > 0 || job.status === 'in_progress';
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: world.ids.nodeId('job', job.id),
    head_sha: run.headSha,
    head_branch: run.headBranch,
    workflow_name: run.name,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${runHtmlUrl(world, plan)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: step.startedAt,
      completed_at: step.completedAt,
    })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: isStarted ? 1 : null,
    runner_name: isStarted ? 'Sandbox' : null,
    runner_group_id: isStarted ? 1 : null,
    runner_group_name: isStarted ? 'GitHub Actions' : null,
  };
}

/** `check-annotation`. One that names no file is about the workflow. */
export function renderAnnotation(
  world: World,
  { repository, run }: RunPlan,
  { level, message, title, file }: Annotation,
): Record<string, unknown> {
  const path = file ?? '.github';
  return {
    path,
    start_line: 1,
    end_line: 1,
    start_column: null,
    end_column: null,
    annotation_level: level,
    title: title ?? '',
    message,
    raw_details: '',
    blob_href: `${world.url}/${repository.fullName}/blob/${run.headSha}/${path}`,
  };
}
