import { expect, test } from 'vitest';
import { createToolsWorld, type ToolsWorld } from './tools-world.ts';

const WRITER = 'scope: item\ntools: [get_work_item, create_work_item, update_work_item]';
const item = 'acme/web#538';

function open(body = 'Sort it.', mode?: 'observe'): Promise<ToolsWorld> {
  return createToolsWorld({
    frontMatter: WRITER,
    arrange: ({ web }) => {
      web.addIssue({ number: 538, title: 'Sort', body, labels: ['Splitting'] });
      web.addIssue({ number: 539, title: 'Other', body: 'Other.', labels: ['Splitting'] });
    },
    ...(mode && { mode }),
  });
}

async function revisionOf(tools: ToolsWorld, name = item): Promise<unknown> {
  const answer = await tools.call('get_work_item', { item: name });
  return answer.kind === 'answered' && 'revision' in answer.result ? answer.result.revision : undefined;
}

const textOf = ({ world }: ToolsWorld, number = 538) => {
  const { title, body } = world.web.issue(number);
  return { title, body };
};

test('replaces what it was asked to, and tells the revision for the next time', async () => {
  await using tools = await open();
  const revision = await revisionOf(tools);
  const answer = await tools.call('update_work_item', { item, revision, body: 'Sort by date, @octocat.' });
  expect(answer).toMatchObject({ result: { item, changed: true, revision: await revisionOf(tools) } });
  expect(textOf(tools)).toEqual({ title: 'Sort', body: 'Sort by date, @\u200Boctocat.' });
});

test('writes nothing over what somebody wrote after it had read, and says what to do', async () => {
  await using tools = await open();
  const revision = await revisionOf(tools);
  await tools.write('PATCH', 'issues/538', { body: 'Sort by name!' });
  expect(await tools.call('update_work_item', { item, revision, body: 'Sort by date.' })).toMatchObject({
    kind: 'failed',
    reason: 'text-changed',
    message: expect.stringContaining('Read it with get_work_item'),
  });
  expect(textOf(tools).body).toBe('Sort by name!');
});

test('that is repeated because the answer was lost finds its own text', async () => {
  await using tools = await open();
  const revision = await revisionOf(tools);
  tools.world.sandbox.inject({
    match: ({ operationId }) => operationId === 'issues/update',
    fault: { kind: 'status-after-effect', status: 502 },
    times: 1,
  });
  const update = { item, revision, title: 'Sort lists' };
  expect(await tools.call('update_work_item', update)).toMatchObject({ result: { changed: true } });
  expect(await tools.call('update_work_item', update)).toMatchObject({ result: { changed: false } });
  expect(textOf(tools)).toEqual({ title: 'Sort lists', body: 'Sort it.' });
});

test('leaves on an item that it created the marker by which that is found again', async () => {
  await using tools = await open();
  await tools.call('create_work_item', { title: 'Part', body: 'A part.' });
  const part = 'acme/web#540';
  const revision = await revisionOf(tools, part);
  await tools.call('update_work_item', { item: part, revision, body: 'Another text.' });
  expect(textOf(tools, 540).body).toMatch(
    /^Another text\.\n\n<!-- interlock: item web picker [0-9a-f]{20} -->$/,
  );
  expect(await tools.call('create_work_item', { title: 'Part', body: 'A part.' })).toMatchObject({
    result: { item: part, created: false },
  });
});

test('does not replace a text of which it has not seen all', async () => {
  await using tools = await open('x'.repeat(30_001));
  const revision = await revisionOf(tools);
  expect(await tools.call('update_work_item', { item, revision, body: 'Short.' })).toMatchObject({
    kind: 'failed',
    reason: 'text-refused',
  });
  expect(await tools.call('update_work_item', { item, revision, title: 'Long' })).toMatchObject({
    kind: 'answered',
  });
});

test.each([
  [{ title: 'x', item: 'acme/web#539' }, 'tool-not-allowed'],
  [{ title: 'x', item: 'acme/secrets#1' }, 'item-foreign'],
  [{}, 'tool-arguments-invalid'],
  [{ title: 'x', state: 'closed' }, 'tool-arguments-invalid'],
  [{ title: 'x\ny' }, 'tool-arguments-invalid'],
  [{ body: 'x <!-- interlock: status web -->' }, 'text-refused'],
  [{ body: '<!-- interlock: item web picker 01234567890123456789 -->' }, 'text-refused'],
  [{ body: '**Interlock (web): Merged**' }, 'text-refused'],
  [{ title: 'ghs_secret' }, 'text-refused'],
])('changes nothing for %j', async (args, reason) => {
  await using tools = await open();
  const revision = await revisionOf(tools);
  const before = [textOf(tools), textOf(tools, 539)];
  expect(await tools.call('update_work_item', { item, revision, ...args })).toMatchObject({
    kind: 'failed',
    reason,
  });
  expect([textOf(tools), textOf(tools, 539)]).toEqual(before);
});

test('changes no pull request, and nothing where the project only observes', async () => {
  await using observing = await open('Sort it.', 'observe');
  expect(await observing.call('update_work_item', { item, revision: 'x', title: 'x' })).toMatchObject({
    reason: 'observed',
  });
  await using tools = await createToolsWorld({ frontMatter: WRITER.replace('item', 'project') });
  const { number } = await tools.world.web.addPullRequest({ title: 'PR', head: 'x', files: { x: 'x' } });
  const answer = await tools.call('update_work_item', {
    item: `acme/web#${number}`,
    revision: 'x',
    title: 'y',
  });
  expect(answer).toMatchObject({ kind: 'failed', reason: 'item-missing' });
});
