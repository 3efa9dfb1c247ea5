import { expect, test } from 'vitest';
import { createToolsWorld, type ToolsWorld } from './tools-world.ts';

const SPLITTER = 'scope: item\ntools: [create_work_item, update_work_item, comment_on_work_item]';

function open(options: Partial<Parameters<typeof createToolsWorld>[0]> = {}): Promise<ToolsWorld> {
  return createToolsWorld({
    frontMatter: SPLITTER,
    arrange: ({ web }) => {
      web.addIssue({ number: 538, title: 'Large', labels: ['Splitting'] });
      web.addIssue({ number: 539, title: 'Other', labels: ['Backlog'] });
    },
    ...options,
  });
}

const part = { title: 'Lists are sorted', body: 'By date. Closes #1, @octocat.' };

test('creates an item in backlog, with its origin and with text that acts on nothing', async () => {
  await using tools = await open();
  const answer = await tools.call('create_work_item', part);
  expect(answer).toMatchObject({
    kind: 'answered',
    result: { item: 'acme/web#540', url: expect.stringContaining('/acme/web/issues/540'), created: true },
  });
  const { title, body, labels } = tools.world.web.issue(540);
  expect([title, labels]).toEqual(['Lists are sorted', ['Backlog']]);
  expect(body).toMatch(
    /^By date\. C\u200Bloses #1, @\u200Boctocat\.\n\n_Created by the agent picker, which worked on acme\/web#538\._\n\n<!-- interlock: item web picker [0-9a-f]{20} -->$/,
  );
});

test('creates a title once, also if the answer was lost, and in another attempt at the same item', async () => {
  await using tools = await open();
  tools.world.sandbox.inject({
    match: ({ operationId }) => operationId === 'issues/create',
    fault: { kind: 'status-after-effect', status: 502 },
    times: 1,
  });
  expect(await tools.call('create_work_item', part)).toMatchObject({ result: { item: 'acme/web#540' } });
  expect(await tools.call('create_work_item', { ...part, body: 'Again.' })).toMatchObject({
    result: { item: 'acme/web#540', created: false },
  });
  const another = await tools.again({ runId: '8' });
  expect(await another.call('create_work_item', part)).toMatchObject({
    result: { item: 'acme/web#540', created: false },
  });
  await another.call('create_work_item', { ...part, title: 'Lists are filtered' });
  expect(tools.world.web.issues().map(({ number }) => number)).toEqual([538, 539, 540, 541]);
});

test('an agent of the project creates a title once in a run, and again in the next', async () => {
  await using tools = await open({ frontMatter: 'scope: project\ntools: [create_work_item]' });
  await tools.call('create_work_item', part);
  expect(await tools.call('create_work_item', part)).toMatchObject({ result: { created: false } });
  const next = await tools.again({ runId: '8' });
  expect(await next.call('create_work_item', part)).toMatchObject({ result: { created: true } });
});

test('an item that could not be put on the board is put there by the next call, and the agent is told so', async () => {
  await using tools = await open();
  tools.world.sandbox.inject({
    match: ({ operationId }) => operationId === 'issues/add-labels',
    fault: { kind: 'status', status: 502 },
    times: 1,
  });
  expect(await tools.call('create_work_item', part)).toMatchObject({
    kind: 'failed',
    reason: 'github-unavailable',
    message: expect.stringContaining('Call create_work_item again with the same title'),
  });
  expect(tools.labels(540)).toEqual([]);
  expect(await tools.call('create_work_item', part)).toMatchObject({ result: { created: false } });
  expect(tools.labels(540)).toEqual(['Backlog']);
});

test('an item that somebody has moved since stays where it is', async () => {
  await using tools = await open();
  await tools.call('create_work_item', part);
  await tools.world.put({ owner: 'acme', repository: 'web', number: 540 }, 'In progress');
  await tools.call('create_work_item', part);
  expect(tools.labels(540)).toEqual(['In progress']);
});

test('a person who copied the marker into an issue keeps no item from being created', async () => {
  await using tools = await open();
  await tools.call('create_work_item', part);
  const { title, body } = tools.world.web.issue(540);
  await using other = await open();
  await other.write('POST', 'issues', { title, body: body ?? '' });
  expect(await other.call('create_work_item', part)).toMatchObject({ result: { created: true } });
});

test('creates nothing outside of the project, and nothing where the project only observes', async () => {
  await using tools = await open();
  for (const [repository, reason] of [
    ['acme/secrets', 'item-foreign'],
    ['web', 'tool-arguments-invalid'],
    ['../web', 'tool-arguments-invalid'],
  ]) {
    const answer = await tools.call('create_work_item', { ...part, repository });
    expect(answer).toMatchObject({ kind: 'failed', reason });
  }
  expect(await tools.call('create_work_item', { ...part, repository: 'acme/api' })).toMatchObject({
    result: { item: 'acme/api#1' },
  });
  await using observing = await open({ mode: 'observe' });
  expect(await observing.call('create_work_item', part)).toMatchObject({ reason: 'observed' });
  expect(observing.calls()).toBe(0);
});

test('writes to the items that it created, and to no other', async () => {
  await using tools = await open();
  await tools.call('create_work_item', part);
  const comment = { body: 'Hello' };
  for (const [item, kind] of [
    ['acme/web#540', 'answered'],
    ['acme/web#539', 'failed'],
  ]) {
    expect(await tools.call('comment_on_work_item', { ...comment, item })).toMatchObject({ kind });
  }
  expect(tools.comments(539)).toEqual([]);
});

test('creates no more in one run than its definition says', async () => {
  await using tools = await open({ frontMatter: `${SPLITTER}\ncalls: { create_work_item: 2 }` });
  const titles = ['One', 'Two', 'Three'];
  const answers = await Promise.all(
    titles.map((title) => tools.call('create_work_item', { ...part, title })),
  );
  expect(answers.map((answer) => answer.kind === 'failed' && answer.reason)).toEqual([
    false,
    false,
    'tool-limit-reached',
  ]);
  expect(tools.world.web.issues()).toHaveLength(4);
});
