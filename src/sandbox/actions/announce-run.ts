import { announce } from '../events/announce.ts';
import type { World } from '../state/world.ts';
import { renderRun } from './rest/render-run.ts';
import { renderWorkflow } from './rest/render-workflow.ts';
import type { RunPlan } from './run-plan.ts';

export function announceRun(
  world: World,
  plan: RunPlan,
  action: 'requested' | 'in_progress' | 'completed',
): void {
  const { run, repository, by } = plan;
  announce(world, {
    name: 'workflow_run',
    action,
    repository,
    by,
    payload: {
      workflow_run: renderRun(world, plan),
      workflow: renderWorkflow(world, repository, {
        id: run.workflowId,
        name: run.name,
        path: run.path,
        createdAt: repository.createdAt,
      }),
    },
  });
}
