import { expect, test } from 'vitest';
import { createToolsWorld, type ToolsWorld } from './tools-world.ts';

const PICKER = `scope: project
tools: [get_project, move_work_item]
moves: [{ from: backlog, to: todo, expectation: demanded }]`;

const backlog = { labels: ['Backlog'] };

function open(options: Partial<Parameters<typeof createToolsWorld>[0]> = {}): Promise<ToolsWorld> {
  return createToolsWorld({
    frontMatter: PICKER,
    arrange: ({ web }) => web.addIssue({ number: 538, title: 'Item', ...backlog }),
    ...options,
  });
}

const move = { item: 'acme/web#538', destination: 'Todo', why: 'It is the smallest.' };

test('moves an item with its expectation, and says why on it first', async () => {
  await using tools = await open();
  const answer = await tools.call('move_work_item', { ...move, expectedSourceState: 'Backlog' });
  expect(answer).toMatchObject({
    kind: 'answered',
    result: {
      outcome: 'moved',
      item: 'acme/web#538',
      previousState: { stage: 'backlog', name: 'Backlog' },
      destination: { stage: 'todo', name: 'Todo' },
    },
  });
  expect(tools.labels(538)).toEqual(['Todo']);
  expect(tools.comments(538)).toEqual([expect.stringContaining('Moving to **Todo**: It is the smallest.')]);
});

test('without the expectation nothing is read or moved, and the answer says which value to pass', async () => {
  await using tools = await open();
  const answer = await tools.call('move_work_item', move);
  expect(answer).toMatchObject({ kind: 'failed', reason: 'expectation-missing' });
  expect(answer.kind === 'failed' && answer.message).toContain('expectedSourceState: "Backlog"');
  expect(tools.calls()).toBe(0);
  expect(tools.labels(538)).toEqual(['Backlog']);
});

test.each([
  ['a person was faster', ['In progress'], 'refused', 'state-changed'],
  ['it is there already', ['Todo'], 'noop', 'already-there'],
  ['it is in two states', ['Backlog', 'In review'], 'refused', 'state-ambiguous'],
])('where %s, it answers so and says nothing on the item', async (_, labels, outcome, reason) => {
  await using tools = await open({
    arrange: ({ web }) => web.addIssue({ number: 538, title: 'Item', labels: [...labels] }),
  });
  const answer = await tools.call('move_work_item', { ...move, expectedSourceState: 'Backlog' });
  expect(answer).toMatchObject({ kind: 'answered', result: { outcome, reason } });
  expect(tools.labels(538)).toEqual(labels);
  expect(tools.comments(538)).toEqual([]);
});

test('takes back what it said where a person was faster between its words and its write', async () => {
  await using tools = await open();
  const { sandbox, web } = tools.world;
  const barrier = sandbox.hold(({ operationId }) => operationId.includes('AddStatus'), { at: 'after' });
  const answer = tools.call('move_work_item', { ...move, expectedSourceState: 'Backlog' });
  await barrier.reached;
  await tools.world.put({ owner: 'acme', repository: 'web', number: 538 }, 'In review');
  barrier.release();
  expect(await answer).toMatchObject({
    kind: 'answered',
    result: { outcome: 'refused', reason: 'state-changed' },
  });
  expect(web.issue(538).labels).toEqual(['In review']);
  expect(tools.comments(538)).toEqual([expect.stringContaining('Was chosen for **Todo**, but not moved')]);
});

test('moves nothing into flight above the capacity, whatever the agent asks for', async () => {
  await using tools = await open({
    maxInFlight: 1,
    arrange: ({ web }) => {
      for (const number of [538, 539, 540]) web.addIssue({ number, title: 'Item', ...backlog });
    },
  });
  const asked = [538, 539, 540].map((number) =>
    tools.call('move_work_item', {
      ...move,
      item: `acme/web#${number}`,
      expectedSourceState: 'Backlog',
    }),
  );
  const outcomes = (await Promise.all(asked)).map((answer) => answer.kind === 'answered' && answer.result);
  expect(outcomes).toMatchObject([
    { outcome: 'moved' },
    { outcome: 'refused', reason: 'at-capacity' },
    { outcome: 'refused', reason: 'at-capacity' },
  ]);
  expect([538, 539, 540].map((number) => tools.labels(number))).toEqual([['Todo'], ['Backlog'], ['Backlog']]);
});

test('an agent of an item moves no other', async () => {
  await using tools = await open({
    frontMatter: PICKER.replace('scope: project', 'scope: item'),
    arrange: ({ web }) => web.addIssue({ number: 539, title: 'Other', ...backlog }),
  });
  const answer = await tools.call('move_work_item', {
    ...move,
    item: 'acme/web#539',
    expectedSourceState: 'Backlog',
  });
  expect(answer).toMatchObject({ kind: 'failed', reason: 'tool-not-allowed' });
  expect(tools.labels(539)).toEqual(['Backlog']);
  expect(tools.calls()).toBe(0);
});

test('where the project only observes, it says what would happen and writes nothing', async () => {
  await using tools = await open({ mode: 'observe' });
  const answer = await tools.call('move_work_item', { ...move, expectedSourceState: 'Backlog' });
  expect(answer).toMatchObject({ kind: 'answered', result: { outcome: 'noop', reason: 'observed' } });
  expect(tools.labels(538)).toEqual(['Backlog']);
  expect(tools.comments(538)).toEqual([]);
});

test('a board that cannot be read is a failure, and never an outcome', async () => {
  await using tools = await open();
  tools.world.breakReads();
  const answer = await tools.call('move_work_item', { ...move, expectedSourceState: 'Backlog' });
  expect(answer).toMatchObject({ kind: 'failed', reason: 'github-unavailable' });
  expect(tools.labels(538)).toEqual(['Backlog']);
});
