import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld } from '../app/app-world.ts';
import { CONFIG, WORKFLOW_FILE } from '../app/fixture.ts';
import { ACTION_FOLDER } from '../bundles.ts';
import { ROUTE_FILE, routeWorkflow, verdictOf } from './workflow-routing.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld({ actions: { 'interlock-dev/interlock': ACTION_FOLDER } });
  world.install('acme');
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

describe('with the app and the workflow installed side by side', () => {
  test.each([
    ['app', 'dispatched', 'other-router'],
    ['workflow', 'other-router', 'dispatched'],
  ])('the configuration names the %s as router, and it alone answers', async (router, app, workflow) => {
    const config = `${CONFIG}router: ${router}\n`;
    const repository = await world.repository({ config, files: { [ROUTE_FILE]: routeWorkflow() } });
    repository.addIssue({ number: 538, title: 'Sort by date' });

    const { line } = await repository.label(538, 'Todo');
    const routed = repository.runs.find(({ path }) => path === ROUTE_FILE);
    expect(line.reason).toBe(app);
    expect(routed && verdictOf(routed).reason).toBe(workflow);
    expect(repository.runs.filter(({ path }) => path === WORKFLOW_FILE)).toMatchObject([
      { inputs: { agent: 'implementation', dispatch: router } },
    ]);
  });
});
