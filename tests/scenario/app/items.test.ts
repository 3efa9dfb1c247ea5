import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld } from './app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

describe('an item that enters a stage', () => {
  test("is noticed after the App's own move too", async () => {
    const config = `version: 1
project: web
ledger: off
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
});

describe('a label that starts nobody', () => {
  test('is answered with success: nothing is to be sent again', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const { delivery } = await repository.label(538, 'bug');
    expect(delivery.statusCode).toBe(200);
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
