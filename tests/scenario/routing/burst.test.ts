import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { label, ROUTINGS, type RoutingWorld } from './routing-world.ts';

/** One backlog-manager at a time, as in the README's workflow. */
const GROUPED = WORKFLOW.replace(
  'jobs:',
  'concurrency: { group: "${{ inputs.agent }}/${{ inputs.item }}", cancel-in-progress: false }\njobs:',
);

describe.each(ROUTINGS)('with the $router as router', ({ start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  describe('cards that are moved at once', () => {
    test('start no backlog-manager while one waits for the one before it', async () => {
      const repository = await world.repository({ workflow: GROUPED });
      for (const number of [1, 2, 3, 4, 5]) repository.addIssue({ number, title: 'Sort' });
      const held = world.sandbox.holdRuns(({ path }) => path === WORKFLOW_FILE);
      expect(await label(repository, 1, 'Backlog')).toMatchObject({ reason: 'dispatched' });
      expect(await label(repository, 2, 'Backlog')).toMatchObject({ reason: 'dispatched' });
      for (const number of [3, 4]) {
        expect(await label(repository, number, 'Backlog')).toMatchObject({
          outcome: 'skipped',
          reason: 'run-waiting',
        });
      }
      held.release();
      await world.sandbox.idle();
      expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
      expect(await label(repository, 5, 'Backlog')).toMatchObject({ reason: 'dispatched' });
    });

    test('start a backlog-manager too many where it cannot be read which wait', async () => {
      const repository = await world.repository({ workflow: GROUPED });
      for (const number of [1, 2, 3]) repository.addIssue({ number, title: 'Sort' });
      const held = world.sandbox.holdRuns(({ path }) => path === WORKFLOW_FILE);
      for (const number of [1, 2]) await label(repository, number, 'Backlog');
      world.sandbox.inject({
        match: ({ operationId, path }) =>
          operationId === 'actions/list-workflow-runs' && path.startsWith(`/repos/${repository.fullName}/`),
        fault: { kind: 'status', status: 500 },
        // Whether an item waits for a place is looked at first.
        skip: 1,
        times: 2,
      });
      expect(await label(repository, 3, 'Backlog')).toMatchObject({ reason: 'dispatched' });
      held.release();
      await world.sandbox.idle();
      expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual([
        'success',
        'cancelled',
        'success',
      ]);
    });

    test('start the implementation of each item, whatever else waits', async () => {
      const repository = await world.repository({ config: `${CONFIG}max-runs: 2\n`, workflow: GROUPED });
      for (const number of [1, 2]) repository.addIssue({ number, title: 'Sort' });
      const held = world.sandbox.holdRuns(({ path }) => path === WORKFLOW_FILE);
      await label(repository, 1, 'Todo');
      await label(repository, 2, 'Todo');
      held.release();
      await world.sandbox.idle();
      expect(repository.runs.map(({ inputs }) => inputs['item'])).toEqual([
        `${repository.fullName}#1`,
        `${repository.fullName}#2`,
      ]);
    });
  });
});
