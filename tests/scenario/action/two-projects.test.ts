import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type ActionWorld, createActionWorld } from './action-world.ts';

let world: ActionWorld;

beforeAll(async () => {
  world = await createActionWorld({
    config: configOf('web', { agents: { implementation: { engine: 'command', command: 'date > work.md' } } }),
  });
});

afterAll(() => world[Symbol.asyncDispose]());

function configOf(project: string, keys: Readonly<Record<string, unknown>> = {}): string {
  const board = { type: 'github-labels' };
  return stringify({
    version: 1,
    isolation: 'none',
    project,
    ledger: 'off',
    board,
    agents: { 'backlog-manager': {} },
    ...keys,
  });
}

/** An item in todo. */
function addItem(): { readonly number: number; readonly inputs: Readonly<Record<string, string>> } {
  const { number } = world.web.addIssue({ title: 'Sort by date', labels: ['Todo'] });
  return { number, inputs: { project: 'web', agent: 'implementation', item: `acme/web#${number}` } };
}

/** What the run of another project leaves behind, which has the item on another board. */
async function workElsewhere(item: number, project: string, home: string): Promise<number> {
  const run = `${world.sandbox.url}/acme/${home}/actions/runs/1`;
  const { number } = await world.web.addPullRequest({
    title: 'Sort by date',
    head: `interlock/${project}/web-${item}`,
    body: `Closes acme/web#${item}\n\nMade by Interlock in [this run](${run}). Review it.\n`,
    files: { 'theirs.md': `${item}` },
  });
  return number;
}

const openPulls = (item: number) =>
  world.web.pullRequests().filter(({ head, state }) => head.endsWith(`-${item}`) && state === 'open');

const lookedAt = () =>
  world.sandbox.calls.filter(({ operationId }) => operationId === 'graphql:query ItemPullRequests').length;

test('an item for which another project has a pull request is not worked on, and is told whose that is', async () => {
  const { number, inputs } = addItem();
  const theirs = await workElsewhere(number, 'api', 'api');
  const run = await world.run('interlock.yml', inputs);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'other-project' });
  expect(openPulls(number)).toMatchObject([{ number: theirs }]);
  const [comment] = world.web.issue(number).comments;
  // By GitHub's clock, whose virtual day is another than the machine's.
  expect(comment?.body).toMatch(/^- 2026-11-02 09:\d\d:\d\d UTC · stopped/m);
  expect(comment?.body).toContain(`for acme/web#${number} is open, and it belongs to the project "api".`);
});

test('a pull request that another project opens while the engine works is the only one', async () => {
  const { number, inputs } = addItem();
  const before = lookedAt();
  const publishing = world.sandbox.hold(
    ({ operationId }) => operationId === 'graphql:query ItemPullRequests' && lookedAt() > before + 1,
    { times: 1 },
  );
  const id = await world.start('interlock.yml', inputs);
  await publishing.reached;
  const theirs = await workElsewhere(number, 'api', 'api');
  publishing.release();
  await world.sandbox.idle();
  expect(world.runOf(id).outputs).toMatchObject({ outcome: 'refused', reason: 'other-project' });
  expect(openPulls(number)).toMatchObject([{ number: theirs }]);
});

test('two home repositories with one key have one branch for an item, and the second run says so', async () => {
  const { number, inputs } = addItem();
  const theirs = await workElsewhere(number, 'web', 'api');
  const run = await world.run('interlock.yml', inputs);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'other-project' });
  expect(openPulls(number)).toMatchObject([{ number: theirs }]);
  const [comment] = world.web.issue(number).comments;
  expect(comment?.body).toContain('a project in acme/api that is called "web" too');
});

test('a project that lists a repository with a configuration of its own is refused, and both are named', async () => {
  await using other = await createActionWorld({
    config: configOf('web', { repositories: ['acme/web', 'acme/api'] }),
    appPermissions: { contents: 'read', issues: 'write', pull_requests: 'read' },
  });
  await other.sandbox.createRepository({
    owner: 'acme',
    name: 'api',
    files: { '.github/interlock.yml': configOf('api') },
  });
  other.web.addIssue({ number: 1, title: 'Sort', labels: ['Backlog'] });
  const run = await other.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
  expect(run.log).toContain(
    'acme/api is in `repositories` of project "web" in acme/web, and project "api" in acme/api has its issues as items too.',
  );
  expect(other.web.issue(1).labels).toEqual(['Backlog']);
});
