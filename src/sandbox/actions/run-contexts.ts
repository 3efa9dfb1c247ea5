import type { World } from '../state/world.ts';
import type { Json } from './expressions/data.ts';
import type { RunPlan } from './run-plan.ts';

type JsonObject = Record<string, Json>;

/** The `github` context, as far as it is known before a runner is chosen. */
export function githubContext(world: World, plan: RunPlan): JsonObject {
  const { run, repository, ref, event, workflow } = plan;
  const pullRequest = event['pull_request'] as { head: { ref: string }; base: { ref: string } } | undefined;
  return {
    actor: run.actor,
    actor_id: String(world.ensureUser(run.actor).id),
    api_url: world.apiUrl,
    base_ref: pullRequest?.base.ref ?? '',
    event: event as JsonObject,
    event_name: run.event,
    graphql_url: `${world.url}/api/graphql`,
    head_ref: pullRequest?.head.ref ?? '',
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_protected: false,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: repository.owner.login,
    repository_owner_id: String(repository.owner.id),
    repositoryUrl: `git://${new URL(world.url).host}/${repository.fullName}.git`,
    retention_days: '90',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.runNumber),
    server_url: world.url,
    sha: run.headSha,
    triggering_actor: run.triggeringActor,
    workflow: workflow.name,
    workflow_ref: `${repository.fullName}/${workflow.path}@${ref}`,
    workflow_sha: run.headSha,
  };
}

/** `github`, `inputs` and `vars`: what `run-name` and a workflow's `concurrency` may look at. */
export function workflowContexts(world: World, plan: RunPlan): JsonObject {
  return {
    github: githubContext(world, plan),
    inputs: plan.inputs,
    vars: Object.fromEntries(plan.repository.variables),
  };
}
