import { expect, test } from 'vitest';
import type { ProjectHandle } from '../../../src/sandbox/index.ts';
import { type ActionWorld, createActionWorld, type WorldOptions } from './action-world.ts';

const STATES = ['Backlog', 'Todo', 'In progress', 'In review', 'Done'];
const APP = {
  actions: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  organization_projects: 'write',
} as const;

interface ProjectsWorld extends ActionWorld {
  readonly project: ProjectHandle;
  addItem(number: number, state: string, body?: string): void;
  stateOf(number: number): string | null | undefined;
}

/** acme/web with a GitHub project as its board; the action works as an App. */
async function createWorld(
  options: WorldOptions & { readonly maxInFlight?: number } = {},
): Promise<ProjectsWorld> {
  const config = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-projects, owner: acme, number: 7 }
max-in-flight: ${options.maxInFlight ?? 1}
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo done > done.md' }
`;
  const world = await createActionWorld({ config, appPermissions: APP, ...options });
  const project = world.sandbox.createProject({ owner: 'acme', number: 7, title: 'Web', states: STATES });
  return {
    ...world,
    project,
    addItem: (number, state, body = '') => {
      world.web.addIssue({ number, title: `Item ${number}`, body });
      project.addItem({ issue: `acme/web#${number}`, state });
    },
    stateOf: (number) => project.itemsOf(`acme/web#${number}`)[0]?.state,
  };
}

const moving = { item: 'acme/web#538', destination: 'In progress', 'expected-source-state': 'Backlog' };
const manage = { project: 'web', agent: 'backlog-manager' };

/** What is asked of the board, by the names of the operations. */
const boardOperations = (world: ActionWorld) =>
  ours(world).flatMap(({ operationId }) => /^graphql:\w+ (Board\w+|MoveCards)$/.exec(operationId)?.[1] ?? []);

const ours = ({ sandbox }: ActionWorld) => sandbox.calls.filter(({ by }) => by.kind !== 'person');

test('`task: move` moves a card, and says from where', async () => {
  await using world = await createWorld();
  world.addItem(538, 'Backlog');
  const run = await world.run('move.yml', moving);
  expect(run.outputs).toMatchObject({ outcome: 'moved', 'previous-state': 'Backlog' });
  expect(world.stateOf(538)).toBe('In progress');
  expect(boardOperations(world)).toEqual(['BoardItem', 'MoveCards']);
});

test('`task: move` without an expected state moves a card from wherever it is', async () => {
  await using world = await createWorld();
  world.addItem(538, 'Done');
  const run = await world.run('move.yml', { ...moving, 'expected-source-state': '' });
  expect(run.outputs).toMatchObject({ outcome: 'moved', 'previous-state': '' });
  expect(world.stateOf(538)).toBe('In progress');
});

test('`task: move` takes the id of an option for its name', async () => {
  await using world = await createWorld();
  world.addItem(538, 'Backlog');
  const destination = world.project.options().find(({ name }) => name === 'Done')?.id ?? '';
  await world.run('move.yml', { ...moving, destination });
  expect(world.stateOf(538)).toBe('Done');
});

test('`task: move` leaves a card that a person moved first', async () => {
  await using world = await createWorld();
  world.addItem(538, 'In review');
  const run = await world.run('move.yml', moving);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
  expect(world.stateOf(538)).toBe('In review');
});

test('`task: move` to a stage that the project lacks names the states that it has', async () => {
  await using world = await createWorld();
  world.addItem(538, 'Backlog');
  const run = await world.run('move.yml', { ...moving, destination: 'Merged' });
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
  expect(run.log).toContain('It has "Backlog" (backlog), "Todo" (todo)');
});

test("a workflow's own token reaches no project, and the error says what does", async () => {
  await using world = await createWorld({ with: { 'app-client-id': '' } });
  world.addItem(538, 'Backlog');
  const run = await world.run('move.yml', moving);
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
  expect(run.log).toContain("A workflow's own token reaches no project: give the action `app-client-id`");
  expect(world.stateOf(538)).toBe('Backlog');
});

test('an App without the permission for projects is told so', async () => {
  const { organization_projects: _, ...lacking } = APP;
  await using world = await createWorld({ appPermissions: lacking });
  world.addItem(538, 'Backlog');
  const run = await world.run('move.yml', moving);
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
});

test('the backlog-manager needs eight calls at most, tokens, comments and moves included, for a hundred items', async () => {
  await using world = await createWorld({ maxInFlight: 3 });
  for (let number = 1; number <= 300; number += 1) world.addItem(number, 'Done');
  for (let number = 501; number <= 600; number += 1)
    world.addItem(number, 'Backlog', `Depends on #${number - 500}`);
  const run = await world.run('interlock.yml', manage);
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'selected' });
  expect([501, 502, 503, 504].map(world.stateOf)).toEqual(['Todo', 'Todo', 'Todo', 'Backlog']);
  expect(world.web.issue(501).comments.map(({ body }) => body)).toEqual([
    expect.stringContaining('Finished before it: acme/web#1.'),
  ]);
  expect(ours(world).length).toBeLessThanOrEqual(8);
  expect(world.sandbox.defects).toEqual([]);
});

test('the backlog-manager looks beyond a hundred items that all wait', async () => {
  await using world = await createWorld();
  world.web.addIssue({ number: 9, title: 'Outside the pipeline' });
  for (let number = 101; number <= 200; number += 1) world.addItem(number, 'Backlog', 'Depends on #9');
  world.addItem(201, 'Backlog');
  const run = await world.run('interlock.yml', manage);
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'selected' });
  expect(world.stateOf(201)).toBe('Todo');
  expect(ours(world).length).toBeLessThanOrEqual(9);
});

test('the backlog-manager says how many it did not look at, where the first thousand wait', async () => {
  await using world = await createWorld();
  world.web.addIssue({ number: 9, title: 'Outside the pipeline' });
  for (let number = 101; number <= 1_130; number += 1) world.addItem(number, 'Backlog', 'Depends on #9');
  const run = await world.run('interlock.yml', manage);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'all-blocked' });
  expect(run.summary).toContain('All 1000 candidates that were looked at (30 more were not) wait');
  expect(run.summary).toContain('30 more in backlog were not looked at');
  expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({ notLookedAt: 30 });
  expect(world.web.issue(101).comments).toHaveLength(1);
  expect(world.web.issue(101).comments[0]?.body).toContain('(30 more were not) waits for something');
});

test('the backlog-manager at capacity says nothing on any item', async () => {
  await using world = await createWorld();
  world.addItem(536, 'In review');
  world.addItem(538, 'Backlog');
  const run = await world.run('interlock.yml', manage);
  expect(run.outputs).toMatchObject({ outcome: 'noop', reason: 'at-capacity' });
  expect(world.web.issue(538).comments).toEqual([]);
  expect(world.stateOf(538)).toBe('Backlog');
});

test('the implementation takes its item through the stages, to its pull request', async () => {
  await using world = await createWorld();
  world.addItem(538, 'Todo');
  const run = await world.run('interlock.yml', {
    project: 'web',
    agent: 'implementation',
    item: 'acme/web#538',
  });
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
  expect(world.stateOf(538)).toBe('In review');
  // Out of todo, the text for the command, and on to review: each move is a reading and a write.
  expect(boardOperations(world)).toEqual(['BoardItem', 'MoveCards', 'BoardItem', 'BoardItem', 'MoveCards']);
  expect(world.web.pullRequests()).toMatchObject([{ head: 'interlock/web/web-538', state: 'open' }]);
});
