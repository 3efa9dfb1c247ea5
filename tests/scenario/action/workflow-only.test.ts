import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORKFLOW_FILE } from '../app/fixture.ts';
import { label, merge, type RoutedRepository } from '../routing/routing-world.ts';
import { ROUTE_FILE, routeWorkflow, startWorkflowRouting } from '../routing/workflow-routing.ts';
import { agentsWorkflow, moveWorkflow } from './workflows.ts';

const CONFIG = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
router: workflow
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item.txt' }
`;

let world: Awaited<ReturnType<typeof startWorkflowRouting>>;

beforeAll(async () => {
  world = await startWorkflowRouting();
});

afterAll(() => world[Symbol.asyncDispose]());

/** A repository with the workflows of the README, and two items that nobody has put on the board. */
async function arrange({
  config = CONFIG,
  files = {},
  secrets = {},
}: Parameters<typeof world.repository>[0] = {}) {
  const repository = await world.repository({
    config,
    files: { [WORKFLOW_FILE]: agentsWorkflow({}), ...files },
    secrets,
  });
  repository.addIssue({ number: 538, title: 'Sort by date' });
  repository.addIssue({ number: 539, title: 'Sort by name' });
  return repository;
}

/** Agent, item and cause of each run, and what became of it. */
function story(repository: RoutedRepository): readonly string[] {
  return repository.runs.map(({ inputs, conclusion }) => {
    const about = [inputs['agent'], inputs['item'], `(${inputs['cause']})`].filter(Boolean).join(' ');
    return `${about}: ${conclusion}`.replaceAll(repository.fullName, 'web');
  });
}

describe('without a server', () => {
  test('an item goes from the backlog to merged, and the next one follows, by the token of the workflows alone', async () => {
    const repository = await arrange();
    await label(repository, 538, 'Backlog');
    expect(story(repository)).toEqual([
      'backlog-manager (entered-backlog web#538): success',
      'implementation web#538 (entered-todo web#538): success',
    ]);
    expect(repository.issue(538).labels).toEqual(['In review']);

    await label(repository, 539, 'Backlog');
    const [pullRequest] = repository.pullRequests();
    await merge(repository, pullRequest?.number ?? 0);
    expect(repository.issue(538).labels).toEqual(['Merged']);
    expect(repository.issue(539).labels).toEqual(['In review']);
    expect(story(repository).slice(2)).toEqual([
      'backlog-manager (entered-backlog web#539): success',
      `backlog-manager (pull-request-merged web#${pullRequest?.number}): success`,
      'implementation web#539 (entered-todo web#539): success',
    ]);
  });

  test('each of several items that are moved at once is started', async () => {
    const repository = await arrange({ config: `${CONFIG}max-in-flight: 2\n` });
    repository.addIssue({ number: 540, title: 'Sort by size', labels: ['Backlog'] });
    await label(repository, 538, 'Backlog');
    expect(
      story(repository)
        .filter((line) => line.startsWith('implementation'))
        .toSorted(),
    ).toEqual([
      'implementation web#538 (entered-todo web#538): success',
      'implementation web#540 (entered-todo web#540): success',
    ]);
    expect(repository.pullRequests()).toHaveLength(2);
  });

  test('a move by a step of a workflow starts what it leads to', async () => {
    const permissions = { actions: 'write', contents: 'read', issues: 'write' } as const;
    const files = { '.github/workflows/move.yml': moveWorkflow({ permissions }) };
    const repository = await arrange({ files });
    const inputs = { item: `${repository.fullName}#538`, destination: 'todo' };
    await repository.act('POST', 'actions/workflows/move.yml/dispatches', { ref: 'main', inputs });
    await world.sandbox.idle();
    expect(story(repository)).toEqual(['implementation web#538 (entered-todo web#538): success']);
  });

  test.each([
    ['changes nothing', 'Todo', 'already-there'],
    ['is refused', 'In progress', 'state-changed'],
  ])('a move by a step of a workflow that %s starts nothing', async (_, where, reason) => {
    const permissions = { actions: 'write', contents: 'read', issues: 'write' } as const;
    const files = { '.github/workflows/move.yml': moveWorkflow({ permissions }) };
    const repository = await arrange({ files });
    const { number } = repository.addIssue({ title: 'Sort by size', labels: [where] });
    const item = `${repository.fullName}#${number}`;
    const inputs = { item, destination: 'todo', 'expected-source-state': 'backlog' };
    await repository.act('POST', 'actions/workflows/move.yml/dispatches', { ref: 'main', inputs });
    await world.sandbox.idle();
    const [moved] = world.sandbox.runs(repository.fullName);
    expect(moved).toMatchObject({ conclusion: 'success', summary: expect.stringContaining(`#${reason}`) });
    expect(story(repository)).toEqual([]);
  });

  test('a person can have it look by hand', async () => {
    const repository = await arrange();
    repository.addIssue({ number: 7, title: 'Sort by size', labels: ['Backlog'] });
    await repository.act('POST', 'actions/workflows/interlock-route.yml/dispatches', { ref: 'main' });
    const verdict = await repository.verdictOn('workflow_dispatch');
    expect(verdict).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(story(repository)[0]).toMatch(/^backlog-manager \(by-hand mona-\d+\): success$/);
    expect(repository.issue(7).labels).toEqual(['In review']);
  });

  test('a run that may not start the next agent fails, and names the permission', async () => {
    const permissions = {
      actions: 'read',
      contents: 'write',
      issues: 'write',
      'pull-requests': 'write',
    } as const;
    const files = { [WORKFLOW_FILE]: agentsWorkflow({ permissions }) };
    const repository = await arrange({ files });
    await label(repository, 538, 'Backlog');
    expect(story(repository)).toEqual(['backlog-manager (entered-backlog web#538): failure']);
    expect(repository.runs[0]?.summary).toMatch(
      /failed \(\[`permission-missing`\]\(\S+#permission-missing\)\)[\s\S]*`actions: write`/,
    );
    expect(repository.issue(538).labels).toEqual(['Todo']);
  });

  test('a configuration that names the app as its router has the workflow leave every event alone, and say so', async () => {
    const repository = await arrange({ config: CONFIG.replace('router: workflow', 'router: app') });
    const verdict = await label(repository, 538, 'Backlog');
    expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'other-router' });
    expect(repository.runs).toEqual([]);
    const [routed] = world.sandbox.runs(repository.fullName);
    expect(routed?.summary).toContain('set `router` in `.github/interlock.yml`');
  });

  test('nothing is decided while INTERLOCK_PAUSED is true', async () => {
    const repository = await arrange();
    await repository.act('POST', 'actions/variables', { name: 'INTERLOCK_PAUSED', value: 'true' });
    await repository.act('POST', 'issues/538/labels', { labels: ['Backlog'] });
    await world.sandbox.idle();
    expect(world.sandbox.runs(repository.fullName)).toMatchObject([
      { path: ROUTE_FILE, conclusion: 'skipped' },
    ]);
  });
});

describe("with an App's credentials instead of the workflow's token", () => {
  test('each agent is started once: by the event of the move, and not by the run that made it', async () => {
    const app = world.sandbox.createApp({
      slug: 'robot',
      permissions: { actions: 'write', contents: 'write', issues: 'write', pull_requests: 'write' },
      events: [],
    });
    world.sandbox.install({ app: app.slug, owner: 'acme' });
    const credentials = { 'app-client-id': app.clientId, 'app-private-key': '${{ secrets.KEY }}' };
    const repository = await arrange({
      files: {
        [WORKFLOW_FILE]: agentsWorkflow({ with: credentials }),
        [ROUTE_FILE]: routeWorkflow(credentials),
      },
      secrets: { KEY: app.privateKey },
    });
    await label(repository, 538, 'Backlog');
    expect(story(repository)).toEqual([
      'backlog-manager (entered-backlog web#538): success',
      'implementation web#538 (entered-todo web#538): success',
    ]);
  });

  test('runs are started in the home repository, though its own issues are no items', async () => {
    const app = world.sandbox.createApp({
      slug: 'planner',
      permissions: { actions: 'write', contents: 'write', issues: 'write', pull_requests: 'write' },
      events: [],
    });
    world.sandbox.install({ app: app.slug, owner: 'acme' });
    const items = await world.sandbox.createRepository({ owner: 'acme', name: 'items' });
    items.addIssue({ number: 7, title: 'Sort by size', labels: ['Backlog'] });
    const credentials = { 'app-client-id': app.clientId, 'app-private-key': '${{ secrets.KEY }}' };
    const home = await arrange({
      config: `${CONFIG}repositories: [acme/items]\n`,
      files: {
        [WORKFLOW_FILE]: agentsWorkflow({ with: credentials }),
        [ROUTE_FILE]: routeWorkflow(credentials),
      },
      secrets: { KEY: app.privateKey },
    });
    await home.act('POST', 'actions/workflows/interlock-route.yml/dispatches', { ref: 'main' });
    const verdict = await home.verdictOn('workflow_dispatch');
    expect(verdict).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    // No workflow of the home repository hears of a label in another one.
    expect(story(home).slice(0, 2)).toEqual([
      expect.stringMatching(/^backlog-manager \(by-hand mona-\d+\): success$/),
      'implementation acme/items#7 (entered-todo acme/items#7): success',
    ]);
    expect(items.issue(7).labels).toEqual(['In review']);
  });
});
