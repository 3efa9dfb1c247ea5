import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionWorld, createActionWorld } from './action-world.ts';

let world: ActionWorld;
beforeAll(async () => {
  world = await createActionWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

function addItem(...labels: readonly string[]): { readonly number: number; readonly item: string } {
  const { number } = world.web.addIssue({ title: 'Sort by date', labels: [...labels] });
  return { number, item: `acme/web#${number}` };
}

const labelsOf = (number: number): readonly string[] => world.web.issue(number).labels.toSorted();

describe('a guarded move', () => {
  test('moves an item that is where it was expected, and says from where', async () => {
    const { number, item } = addItem('Backlog', 'bug');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'Backlog',
    });
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'moved', 'previous-state': 'Backlog' });
    expect(JSON.parse(run.outputs['result'] ?? '')).toEqual({
      outcome: 'moved',
      reason: 'moved',
      message: `${item} was moved from "Backlog" to "Todo".`,
      previousState: 'Backlog',
      item,
      destination: 'Todo',
    });
    expect(run.outputs['result']).not.toContain('\n');
    expect(labelsOf(number)).toEqual(['Todo', 'bug']);
    expect(run).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(run.summary).toMatch(
      /move: moved \(\[`moved`\]\(\S+#moved\)\)[\s\S]*was in "Backlog"[\s\S]*API: \d/,
    );
  });

  test('compares names as people do, and takes stages for states', async () => {
    const { item } = addItem('In progress');
    const inputs = { item, destination: 'in-review', 'expected-source-state': '  IN-progress ' };
    expect((await world.run('move.yml', inputs)).outputs).toMatchObject({ outcome: 'moved' });
  });

  test('does nothing, without a notice, to an item that is already there', async () => {
    const { number, item } = addItem('Todo');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(run.outputs).toMatchObject({ outcome: 'noop', reason: 'already-there', 'previous-state': 'Todo' });
    expect(run).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(world.web.issue(number).timeline).toEqual([]);
  });

  test('refuses an item that somebody moved first: a notice names both states, the step succeeds', async () => {
    const { number, item } = addItem('In progress');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(run.outputs).toMatchObject({
      outcome: 'refused',
      reason: 'state-changed',
      'previous-state': 'In progress',
    });
    expect(run.conclusion).toBe('success');
    expect(run.annotations).toMatchObject([
      { level: 'notice', message: expect.stringMatching(/^state-changed: .*"Backlog".*"In progress"/) },
    ]);
    expect(labelsOf(number)).toEqual(['In progress']);
  });

  test('fails the step on a refusal if it was asked to', async () => {
    const { item } = addItem('In progress');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
      'fail-on-refusal': 'true',
    });
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
    expect(run).toMatchObject({ conclusion: 'failure', annotations: [{ level: 'failure' }] });
  });

  test('refuses an item with the labels of two stages, and names both', async () => {
    const { number, item } = addItem('Backlog', 'Todo');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(run.outputs).toMatchObject({
      outcome: 'refused',
      reason: 'state-ambiguous',
      'previous-state': 'Backlog + Todo',
    });
    expect(labelsOf(number)).toEqual(['Backlog', 'Todo']);
  });

  test('refuses an item in no stage', async () => {
    const { number, item } = addItem('bug');
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'no-stage', 'previous-state': '' });
    expect(labelsOf(number)).toEqual(['bug']);
  });

  test('refuses to start work on a closed issue', async () => {
    const { number } = world.web.addIssue({ title: 'x', labels: ['Backlog'], state: 'closed' });
    const inputs = { item: `acme/web#${number}`, destination: 'todo', 'expected-source-state': 'backlog' };
    expect((await world.run('move.yml', inputs)).outputs).toMatchObject({
      outcome: 'refused',
      reason: 'item-closed',
    });
    expect(labelsOf(number)).toEqual(['Backlog']);
  });

  test('moves nothing if the item cannot be read', async () => {
    const { number, item } = addItem('Backlog');
    const before = world.sandbox.calls.length;
    world.sandbox.inject({
      match: ({ operationId, path }) => operationId === 'issues/get' && path.endsWith(`/${number}`),
      fault: { kind: 'status', status: 502 },
    });
    const run = await world.run('move.yml', {
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(run.outputs).toMatchObject({
      outcome: 'failed',
      reason: 'github-unavailable',
      'previous-state': '',
    });
    expect(run).toMatchObject({ conclusion: 'failure', annotations: [{ level: 'failure' }] });
    expect(labelsOf(number)).toEqual(['Backlog']);
    const calls = world.sandbox.calls.slice(before).filter(({ by }) => by.kind === 'workflow');
    expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

test('a plain move reads no state and reports none', async () => {
  const { number, item } = addItem('In review');
  const before = world.sandbox.calls.length;
  const run = await world.run('move.yml', { item, destination: 'Done' });
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'moved', 'previous-state': '' });
  expect(labelsOf(number)).toEqual(['Done']);
  const operations = world.sandbox.calls.slice(before).map(({ operationId }) => operationId);
  expect(operations).not.toContain('issues/get');
});

test('a project that is named and right changes nothing', async () => {
  const { item } = addItem('Backlog');
  const run = await world.run('move.yml', { item, destination: 'todo', project: 'web' });
  expect(run.outputs).toMatchObject({ outcome: 'moved' });
});

test('the token is in no log', async () => {
  const { item } = addItem('Backlog');
  const run = await world.run('move.yml', { item, destination: 'todo' });
  expect(run.log).not.toMatch(/gh[spo]_\w/);
});
