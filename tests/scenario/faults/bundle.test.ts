import { expect, test } from 'vitest';
import type { Fault } from '../../../src/sandbox/index.ts';
import { createActionWorld } from '../action/action-world.ts';
import { createImplementationWorld, implement } from '../action/implementation-world.ts';

// A sample of the matrix with the built action as a process: outputs, annotation, exit code and post step.

const MOVE = { item: 'acme/web#538', destination: 'todo', 'expected-source-state': 'backlog' };

test.each<[string, string, Fault, object, readonly string[]]>([
  [
    'a move that GitHub made and would not confirm is a move',
    'issues/remove-label',
    { kind: 'status-after-effect', status: 502 },
    { conclusion: 'success', outputs: { outcome: 'moved', reason: 'moved' } },
    ['Todo'],
  ],
  [
    'a limit before the move fails the step, and nothing was moved',
    'issues/add-labels',
    { kind: 'primary-limit' },
    { conclusion: 'failure', outputs: { outcome: 'failed', reason: 'rate-limited' } },
    ['Backlog'],
  ],
  [
    'a limit in the middle of a move fails the step, and says where the item is',
    'issues/remove-label',
    { kind: 'secondary-limit', retryAfter: 60 },
    {
      conclusion: 'failure',
      outputs: { outcome: 'failed', reason: 'rate-limited' },
      annotations: [{ level: 'failure', message: expect.stringContaining('in "Backlog" and "Todo" now') }],
    },
    ['Backlog', 'Todo'],
  ],
  [
    'a configuration that broke off on its way is asked for once more',
    'repos/get-content',
    { kind: 'reset' },
    { conclusion: 'success', outputs: { outcome: 'moved', reason: 'moved' } },
    ['Todo'],
  ],
])('%s', async (_, operationId, fault, ended, labels) => {
  await using world = await createActionWorld();
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
  world.sandbox.inject({ match: (call) => call.operationId === operationId, fault, times: 1 });
  expect(await world.run('move.yml', MOVE)).toMatchObject(ended);
  expect(world.web.issue(538).labels.toSorted()).toEqual(labels);
});

test('work whose comment could not be written is told to the item by the post step, as it ended', async () => {
  await using world = await createImplementationWorld({ command: 'exit 3' });
  world.sandbox.inject({
    match: ({ operationId }) => operationId === 'issues/create-comment',
    fault: { kind: 'secondary-limit', retryAfter: 60 },
    times: 1,
  });
  expect((await implement(world)).outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
  expect(world.web.issue(538).comments).toMatchObject([{ body: expect.stringContaining('`engine-failed`') }]);
});
