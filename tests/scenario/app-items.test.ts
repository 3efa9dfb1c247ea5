import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld } from './app/app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

const disabled = `version: 1
project: web
board: { type: github-labels }
agents:
  backlog-manager: { triggers: { entered-backlog: false, entered-merged: false } }
  implementation: { engine: command, command: 'true', triggers: { entered-todo: false } }
`;

const nobody = 'version: 1\nproject: web\nboard: { type: github-labels }\nagents: {}\n';

describe('an item that enters a stage', () => {
  test.each([
    ['Backlog', 'backlog'],
    ['Merged', 'merged'],
  ])("%s starts the project's backlog-manager, without the item", async (label, stage) => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const { line } = await repository.label(538, label);
    expect(repository.runs.map(({ inputs }) => inputs)).toEqual([
      {
        project: 'web',
        agent: 'backlog-manager',
        item: '',
        cause: `entered-${stage} ${repository.fullName}#538`,
        dispatch: 'app',
      },
    ]);
    expect(line).toMatchObject({
      subject: `${repository.fullName}#538`,
      outcome: 'acted',
      reason: 'dispatched',
      run: { id: repository.runs[0]?.id },
    });
  });

  test('todo starts the implementation of that item', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    await repository.label(538, 'Todo');
    expect(repository.runs.map(({ inputs }) => inputs)).toEqual([
      {
        project: 'web',
        agent: 'implementation',
        item: `${repository.fullName}#538`,
        cause: `entered-todo ${repository.fullName}#538`,
        dispatch: 'app',
      },
    ]);
  });

  test('starts its agent once in a move of two steps: when the label of the old stage has gone', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date', labels: ['Backlog'] });
    const begun = await repository.label(538, 'Todo');
    expect(begun.line).toMatchObject({ outcome: 'skipped', reason: 'state-ambiguous' });
    await repository.act('DELETE', 'issues/538/labels/Backlog');
    const over = await repository.decided('issues', 'unlabeled');
    expect(over.line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test("is noticed after the App's own move too", async () => {
    const config = `version: 1
project: web
board: { type: github-labels }
agents: { backlog-manager: { triggers: { pull-request-merged: false } } }
`;
    const repository = await world.repository({ config });
    repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
    const head = { number: 6, title: 'Sort by date', body: 'Closes #5', head: 'topic', files: { a: 'b' } };
    await repository.addPullRequest(head);
    await repository.merge(6);
    const { delivery, line } = await repository.decided('issues', 'unlabeled');
    expect(delivery.request.payload).toMatchObject({ sender: { login: 'interlock[bot]', type: 'Bot' } });
    expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(repository.runs).toMatchObject([{ inputs: { cause: `entered-merged ${repository.fullName}#5` } }]);
  });

  test('is understood by the name that its board has for the stage', async () => {
    const config = `version: 1
project: web
board: { type: github-labels, states: { backlog: Ideas, todo: Ready, in-progress: Doing, done: Done } }
agents: { implementation: { engine: command, command: 'true' } }
`;
    const repository = await world.repository({ config });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    expect((await repository.label(538, 'Todo')).line).toMatchObject({ reason: 'not-a-stage' });
    expect((await repository.label(538, 'ready')).line).toMatchObject({ reason: 'dispatched' });
  });
});

describe('a label that starts nobody', () => {
  test.each([
    ['is no stage', 'bug', undefined, 'not-a-stage'],
    ['is a stage without an agent', 'In review', undefined, 'no-trigger'],
    ['is a stage whose trigger is off', 'Backlog', disabled, 'agent-disabled'],
    ['is a stage whose trigger is off', 'Merged', disabled, 'agent-disabled'],
    ['is a stage whose trigger is off', 'Todo', disabled, 'agent-disabled'],
    ['is a stage whose agent is not configured', 'Todo', nobody, 'agent-disabled'],
  ])('%s (%s)', async (_, label, config, reason) => {
    const repository = await world.repository(config === undefined ? {} : { config });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const first = await repository.label(538, label);
    expect(first.line).toMatchObject({ outcome: 'skipped', reason });
    expect(first.delivery.statusCode).toBe(200);
    expect(repository.runs).toEqual([]);
  });

  test('costs no API call while the configuration is fresh', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 1, title: 'Sort by date' });
    await repository.label(1, 'bug');
    const before = world.sandbox.calls.filter(({ by }) => by.kind !== 'person').length;
    for (const label of ['feature', 'In review', 'Done', 'wontfix']) {
      const { line } = await repository.label(1, label);
      expect(line).toMatchObject({ outcome: 'skipped', apiCalls: 0 });
    }
    expect(world.sandbox.calls.filter(({ by }) => by.kind !== 'person')).toHaveLength(before);
  });

  test('costs no API call on a pull request', async () => {
    const repository = await world.repository();
    await repository.addPullRequest({ number: 6, title: 'Sort', head: 'topic', files: { a: 'b' } });
    await repository.act('POST', 'issues/6/labels', { labels: ['Todo'] });
    const { line } = await repository.decided('pull_request', 'labeled');
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'no-trigger', apiCalls: 0 });
    expect(repository.calls).toEqual([]);
    expect(repository.runs).toEqual([]);
  });
});
