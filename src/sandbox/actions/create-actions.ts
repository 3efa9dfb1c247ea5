import { delimiter, dirname } from 'node:path';

import type { ActionsOptions, ActionsService } from '../actions-service.ts';
import type { World } from '../state/world.ts';
import { EventTriggers } from './event-triggers.ts';
import { concurrencyRoutes } from './rest/concurrency-routes.ts';
import { policyRoutes } from './rest/policy-routes.ts';
import { runRoutes } from './rest/run-routes.ts';
import { settingRoutes } from './rest/setting-routes.ts';
import { variableRoutes } from './rest/variable-routes.ts';
import { workflowRoutes } from './rest/workflow-routes.ts';
import { RunScheduler } from './run-scheduler.ts';
import { graceOf } from './runner/run-process.ts';
import { WorkflowRegistry } from './workflow-registry.ts';

/** GitHub Actions: workflows are read from the repositories of the world, runs are real processes on this machine. */
export function createActions(world: World, options: ActionsOptions): ActionsService {
  const scheduler = new RunScheduler(world, {
    node: process.execPath,
    path: runnerPath(process.execPath, process.env['PATH'] ?? ''),
    environment: options.environment,
    grace: graceOf(options.patience),
    actions: Object.fromEntries(
      Object.entries(options.actions).map(([name, directory]) => [name.toLowerCase(), directory]),
    ),
  });
  const registry = new WorkflowRegistry(world);
  const triggers = new EventTriggers(world, registry, scheduler);
  return {
    routes: [
      ...concurrencyRoutes(scheduler),
      ...workflowRoutes(registry, scheduler),
      ...runRoutes(registry, scheduler),
      ...variableRoutes,
      ...settingRoutes,
      ...policyRoutes,
    ],
    runs: (repository) => scheduler.plans(repository).map(({ run }) => run),
    isIdle: (isWaiting) => triggers.isIdle() && scheduler.isIdle(isWaiting),
    holdRuns: (match) => scheduler.holdRuns(match),
    async dispose() {
      await triggers.settle();
      await scheduler.dispose();
    },
  };
}

/** Where steps find programs: this very Node first, then the system's, without what package scripts add. */
function runnerPath(node: string, path: string): string {
  const system = path.split(delimiter).filter((folder) => folder !== '' && !folder.includes('node_modules'));
  return [dirname(node), ...system].join(delimiter);
}
