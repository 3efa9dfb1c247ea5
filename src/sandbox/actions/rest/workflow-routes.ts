import { ApiError, notFound } from '../../rest/api-error.ts';
import { page } from '../../rest/page.ts';
import { RefusedInput } from '../../rest/read-input.ts';
import { noContent, ok, type Route, repositoryRoute } from '../../rest/route.ts';
import type { Repository } from '../../state/repository.ts';
import { dispatchWorkflow } from '../dispatch/dispatch-workflow.ts';
import type { RunScheduler } from '../run-scheduler.ts';
import type { RegisteredWorkflow, WorkflowRegistry } from '../workflow-registry.ts';
import { runHtmlUrl } from './render-run.ts';
import { renderWorkflow } from './render-workflow.ts';

interface DispatchBody {
  ref: string;
  inputs?: Record<string, unknown>;
  return_run_details?: boolean;
}

export function workflowRoutes(registry: WorkflowRegistry, scheduler: RunScheduler): Route[] {
  return [
    repositoryRoute('actions/list-repo-workflows', async (request) => {
      const { world, repository } = request;
      const workflows = await registry.list(repository);
      return page(request, workflows, (slice) => ({
        total_count: workflows.length,
        workflows: slice.map((workflow) => renderWorkflow(world, repository, workflow)),
      }));
    }),

    repositoryRoute<{ workflow_id: string | number }>(
      'actions/get-workflow',
      async ({ world, repository, params }) =>
        ok(renderWorkflow(world, repository, await findWorkflow(registry, repository, params.workflow_id))),
    ),

    repositoryRoute<{ workflow_id: string | number }>(
      'actions/disable-workflow',
      async ({ world, repository, params }) => {
        const { path } = await findWorkflow(registry, repository, params.workflow_id);
        repository.disabledWorkflows.set(path, 'disabled_manually');
        world.changed();
        return noContent();
      },
    ),

    repositoryRoute<{ workflow_id: string | number }>(
      'actions/enable-workflow',
      async ({ world, repository, params }) => {
        const { path } = await findWorkflow(registry, repository, params.workflow_id);
        repository.disabledWorkflows.delete(path);
        world.changed();
        return noContent();
      },
    ),

    repositoryRoute<{ workflow_id: string | number }, DispatchBody>(
      'actions/create-workflow-dispatch',
      async ({ world, repository, actor, params, body, headers }) => {
        const registered = await findWorkflow(registry, repository, params.workflow_id);
        const result = await dispatchWorkflow(world, registry, {
          repository,
          registered,
          by: actor,
          ref: body.ref,
          inputs: body.inputs ?? {},
          runNumber: scheduler.nextRunNumber(repository, registered.id),
        });
        if (!result.ok) {
          throw result.unsupported
            ? new RefusedInput(501, result.message)
            : new ApiError(422, result.message);
        }
        scheduler.submit(result.plan);
        // From this version on the details always come, and the parameter is gone.
        if (headers['x-github-api-version'] !== '2026-03-10' && body.return_run_details !== true)
          return noContent();
        const { run } = result.plan;
        return ok({
          workflow_run_id: run.id,
          run_url: `${world.apiUrl}/repos/${repository.fullName}/actions/runs/${run.id}`,
          html_url: runHtmlUrl(world, result.plan),
        });
      },
    ),
  ];
}

export async function findWorkflow(
  registry: WorkflowRegistry,
  repository: Repository,
  idOrFile: string | number,
): Promise<RegisteredWorkflow> {
  const workflow = await registry.find(repository, idOrFile);
  if (!workflow) throw notFound();
  return workflow;
}
