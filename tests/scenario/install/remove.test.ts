import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentsWorkflow } from '../action/workflows.ts';
import { type AppWorld, startAppWorld } from '../app/app-world.ts';
import { CONFIG_FILE, WORKFLOW_FILE } from '../app/fixture.ts';
import { label, type RoutedRepository } from '../routing/routing-world.ts';
import { ROUTE_FILE, startWorkflowRouting } from '../routing/workflow-routing.ts';

const BRANCH = 'interlock/web/web-1-538';

type Acting = Pick<RoutedRepository, 'act'>;

async function deleteFiles(repository: Acting, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const { sha } = (await repository.act('GET', `contents/${path}`)) as { sha: string };
    await repository.act('DELETE', `contents/${path}`, { message: 'Remove Interlock', sha });
  }
}

describe('who removes Interlock, with an App', () => {
  let world: AppWorld;

  beforeAll(async () => {
    world = await startAppWorld();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('has no more to do than to delete the files: the App, still installed, skips every event', async () => {
    world.install('acme');
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    await repository.label(538, 'Backlog');
    const before = repository.runs.length;
    await deleteFiles(repository, CONFIG_FILE, WORKFLOW_FILE);

    const { delivery, line } = await repository.label(538, 'Todo');
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'config-missing' });
    expect(delivery.statusCode).toBe(200);
    expect(repository.runs).toHaveLength(before);
    expect(repository.issue(538).labels).toEqual(['Backlog', 'Todo']);
  });

  test('can uninstall the App first: it hears of nothing, and the files that are left start nothing', async () => {
    const installation = world.install('initech');
    const repository = await world.repository({ owner: 'initech' });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    installation.remove();
    await world.sandbox.idle();
    const before = world.sandbox.deliveries.length;

    await repository.act('POST', 'issues/538/labels', { labels: ['Todo'] });
    await world.sandbox.idle();
    expect(world.sandbox.deliveries).toHaveLength(before);
    expect(repository.runs).toEqual([]);
  });
});

describe('who removes Interlock, without a server', () => {
  let world: Awaited<ReturnType<typeof startWorkflowRouting>>;

  beforeAll(async () => {
    world = await startWorkflowRouting();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('finds all that it made where it was, and nothing starts any more', async () => {
    const repository = await world.repository({
      config: `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
router: workflow
agents: { backlog-manager: {}, implementation: { engine: command, command: 'touch done' } }
`,
      files: { [WORKFLOW_FILE]: agentsWorkflow({}) },
    });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    repository.addIssue({ number: 539, title: 'Sort by name' });
    await label(repository, 538, 'Backlog');
    const made = async () => ({
      issue: repository.issue(538),
      pullRequests: repository.pullRequests(),
      item: (await repository.branches())[BRANCH],
    });
    const before = await made();
    expect(before).toMatchObject({
      issue: { labels: ['In review'], comments: [{ author: 'github-actions[bot]' }] },
      pullRequests: [{ state: 'open', head: BRANCH }],
    });

    await deleteFiles(repository, CONFIG_FILE, WORKFLOW_FILE, ROUTE_FILE);
    const runs = world.sandbox.runs(repository.fullName).length;
    await repository.act('POST', 'issues/539/labels', { labels: ['Backlog'] });
    await world.sandbox.idle();
    expect(world.sandbox.runs(repository.fullName)).toHaveLength(runs);
    expect(await made()).toEqual(before);
  });

  test('sees a workflow that was forgotten fail for want of a configuration, and start nothing', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    await deleteFiles(repository, CONFIG_FILE, WORKFLOW_FILE);
    const verdict = await label(repository, 538, 'Todo');
    expect(verdict).toMatchObject({ outcome: 'failed', reason: 'config-missing' });
    expect(repository.runs).toEqual([]);
  });
});
