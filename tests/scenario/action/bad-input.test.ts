import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionRun, type ActionWorld, createActionWorld, type WorldOptions } from './action-world.ts';

const ITEM = 'acme/web#538';
const guarded = { item: ITEM, destination: 'todo', 'expected-source-state': 'backlog' };

function addItem(world: ActionWorld): void {
  world.web.addIssue({ number: 538, title: 'Sort by date', labels: ['Backlog'] });
}

function expectRefused(
  world: ActionWorld,
  run: ActionRun,
  reason: string,
  ...words: readonly string[]
): void {
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason });
  expect(run.conclusion).toBe('failure');
  const [annotation, ...others] = run.annotations;
  expect(others).toEqual([]);
  expect(annotation?.level).toBe('failure');
  for (const word of [`${reason}: `, ...words]) expect(annotation?.message).toContain(word);
  expect(world.web.issue(538)).toMatchObject({ labels: ['Backlog'], comments: [], timeline: [] });
  expect(run.log).not.toMatch(/at .+\.js:\d+/);
}

describe('with a good configuration', () => {
  let world: ActionWorld;
  beforeAll(async () => {
    world = await createActionWorld({
      config:
        'version: 1\nisolation: none\nproject: web\nledger: off\nboard: { type: github-labels }\nagents:\n  implementation: { engine: command, command: touch x }\n',
    });
    addItem(world);
    await world.web.addPullRequest({ number: 540, title: 'x', head: 'x', files: { x: 'x' } });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test.each([
    [{ item: '#538' }, 'item-id-invalid', ['"#538"', 'owner/repository#number']],
    [{ item: 'WEB' }, 'item-id-invalid', ['"WEB"', 'owner/repository#number']],
    [{ item: '' }, 'input-invalid', ['`item` is missing']],
    [{ destination: 'Somewhere' }, 'unknown-state', ['`destination` is "Somewhere"', '"Todo" (todo)']],
    [{ destination: '' }, 'input-invalid', ['`destination` is missing']],
    [
      { 'expected-source-state': 'Nowhere' },
      'unknown-state',
      ['`expected-source-state` is "Nowhere"', '"Backlog" (backlog)'],
    ],
    [{ project: 'shop' }, 'unknown-project', ['"shop"', '"web"']],
    [{ item: 'acme/web#999' }, 'item-missing', ['acme/web#999']],
    [{ item: 'acme/web#540' }, 'item-missing', ['acme/web#540', 'is no issue']],
    [{ item: 'other/shop#1' }, 'item-foreign', ['other/shop#1', 'acme/web']],
    [{ 'fail-on-refusal': 'perhaps' }, 'input-invalid', ['`fail-on-refusal`']],
    [{ config: '.github/other.yml' }, 'config-missing', ['.github/other.yml']],
  ])('task: move with %j moves nothing and says what to do', async (inputs, reason, words) => {
    expectRefused(world, await world.run('move.yml', { ...guarded, ...inputs }), reason, ...words);
  });

  test.each([
    [{ project: 'shop', agent: 'backlog-manager' }, 'unknown-project', ['"shop"', '"web"']],
    [{ project: 'web', agent: 'review' }, 'unknown-agent', ['"review"', 'implementation']],
    [{ project: 'web', agent: 'backlog-manager' }, 'unknown-agent', ['"backlog-manager"']],
    [{ project: 'web', agent: 'implementation' }, 'input-invalid', ['`item` is missing']],
    [{ project: 'web', agent: 'implementation', item: '538' }, 'item-id-invalid', ['"538"']],
    [{ project: 'web', agent: 'implementation', item: 'acme/web#999' }, 'item-missing', ['acme/web#999']],
  ])('task: run with %j does nothing and says what to do', async (inputs, reason, words) => {
    expectRefused(world, await world.run('interlock.yml', inputs), reason, ...words);
  });
});

test('an item that is given to an agent of the project is refused, though the group leaves it out', async () => {
  const config =
    'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: { backlog-manager: {} }\n';
  await using world = await createActionWorld({ config });
  addItem(world);
  const run = await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager', item: ITEM });
  const said = ['`item` is given', 'backlog-manager works on the project', 'leave it empty'];
  expectRefused(world, run, 'input-invalid', ...said);
});

test.each<[string, WorldOptions, string, readonly string[]]>([
  ['no configuration', { config: null }, 'config-missing', ['.github/interlock.yml', 'acme/web']],
  [
    'a configuration that is no YAML',
    { config: 'version: [1\n' },
    'config-invalid',
    ['.github/interlock.yml'],
  ],
  [
    'a configuration that does not fit its schema',
    { config: 'version: 1\nisolation: none\nproject: Web!\nboard: { type: github-labels }\nagents: {}\n' },
    'config-invalid',
    ['.github/interlock.yml: project: found "Web!"', 'expected a slug'],
  ],
  [
    'an unknown task',
    { with: { task: 'merge' } },
    'input-invalid',
    ['`task` has to be `move`, `run`, `route`, `reconcile` or `doctor`'],
  ],
  ['no token', { with: { token: '' } }, 'input-invalid', ['`token` is missing']],
  ['a wrong token', { with: { token: 'ghs_wrong' } }, 'bad-credentials', ['token']],
  [
    'a token that may not write issues',
    { permissions: { contents: 'read', issues: 'read' } },
    'permission-missing',
    ['issues: write'],
  ],
  [
    'a token that may not read the configuration',
    { permissions: { issues: 'write' } },
    'permission-missing',
    ['contents: read'],
  ],
  [
    'an App without its private key',
    { with: { 'app-client-id': 'Iv23liAbC' } },
    'input-invalid',
    ['`app-private-key` is missing'],
  ],
  [
    'an App with a broken private key',
    { with: { 'app-client-id': 'Iv23liAbC', 'app-private-key': 'PEM' } },
    'input-invalid',
    ['`app-private-key` is no private key'],
  ],
])('with %s nothing is moved, and what to do is said', async (_name, options, reason, words) => {
  await using world = await createActionWorld(options);
  addItem(world);
  expectRefused(world, await world.run('move.yml', guarded), reason, ...words);
});
