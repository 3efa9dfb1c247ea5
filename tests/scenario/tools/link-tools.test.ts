import { expect, test } from 'vitest';
import { createToolsWorld, type ToolsWorld } from './tools-world.ts';

const LINKER = `scope: item
tools: [get_work_item, create_work_item, add_dependency, remove_dependency, add_sub_item, remove_sub_item]`;

async function open(frontMatter = LINKER): Promise<ToolsWorld> {
  return createToolsWorld({
    frontMatter,
    arrange: ({ web }) => {
      web.addIssue({ number: 538, title: 'Large', labels: ['Splitting'] });
      web.addIssue({ number: 539, title: 'Other', labels: ['Backlog'] });
    },
  });
}

/** What GitHub has of item 538, as the agent reads it. */
async function linksOf(tools: ToolsWorld) {
  const answer = await tools.call('get_work_item', { item: 'acme/web#538' });
  if (answer.kind === 'failed') throw new Error(answer.message);
  const { dependsOn, subItems, openBlockers } = answer.result as Record<string, unknown>;
  return { dependsOn, subItems, openBlockers };
}

const other = { item: 'acme/web#539', title: 'Other', open: true };

test('has an item wait for another one, and takes that away again', async () => {
  await using tools = await open();
  const link = { item: 'acme/web#538', dependsOn: 'acme/web#539' };
  expect(await tools.call('add_dependency', link)).toMatchObject({ result: { changed: true } });
  expect(await tools.call('add_dependency', link)).toMatchObject({ result: { changed: false } });
  expect(await linksOf(tools)).toEqual({ dependsOn: [other], subItems: [], openBlockers: 1 });
  expect(await tools.call('remove_dependency', link)).toMatchObject({ result: { changed: true } });
  expect(await tools.call('remove_dependency', link)).toMatchObject({ result: { changed: false } });
  expect(await linksOf(tools)).toEqual({ dependsOn: [], subItems: [], openBlockers: 0 });
});

test('shows what it created as a part of its item, and takes that away again', async () => {
  await using tools = await open();
  await tools.call('create_work_item', { title: 'Part', body: 'A part.' });
  const link = { item: 'acme/web#538', subItem: 'acme/web#540' };
  expect(await tools.call('add_sub_item', link)).toMatchObject({ result: { changed: true } });
  expect(await tools.call('add_sub_item', link)).toMatchObject({ result: { changed: false } });
  const { subItems } = await linksOf(tools);
  expect(subItems).toEqual([{ item: 'acme/web#540', title: 'Part', open: true }]);
  expect(await tools.call('get_work_item', { item: 'acme/web#540' })).toMatchObject({
    result: { partOf: { item: 'acme/web#538' } },
  });
  expect(await tools.call('remove_sub_item', link)).toMatchObject({ result: { changed: true } });
  expect((await linksOf(tools)).subItems).toEqual([]);
});

test.each([
  ['issues/add-blocked-by-dependency', 'add_dependency', 1],
  ['issues/remove-dependency-blocked-by', 'remove_dependency', 0],
])('finds out what became of %s where the answer is lost', async (operation, tool, blockers) => {
  await using tools = await open();
  const link = { item: 'acme/web#538', dependsOn: 'acme/web#539' };
  if (tool === 'remove_dependency') await tools.call('add_dependency', link);
  tools.world.sandbox.inject({
    match: ({ operationId }) => operationId === operation,
    fault: { kind: 'status-after-effect', status: 502 },
  });
  expect(await tools.call(tool, link)).toMatchObject({ kind: 'answered' });
  expect((await linksOf(tools)).openBlockers).toBe(blockers);
});

test.each([
  ['itself', 'add_dependency', { dependsOn: 'acme/web#538' }, 'tool-arguments-invalid'],
  ['an item elsewhere', 'add_dependency', { dependsOn: 'acme/secrets#1' }, 'item-foreign'],
  ['an item that is not there', 'add_dependency', { dependsOn: 'acme/web#999' }, 'item-missing'],
  [
    'another item, for it',
    'add_dependency',
    { item: 'acme/web#539', dependsOn: 'acme/web#538' },
    'tool-not-allowed',
  ],
  ['an item of others, as a part', 'add_sub_item', { subItem: 'acme/web#539' }, 'tool-not-allowed'],
])('links no item with %s', async (_, tool, args, reason) => {
  await using tools = await open();
  expect(await tools.call(tool, { item: 'acme/web#538', ...args })).toMatchObject({ kind: 'failed', reason });
  expect(await linksOf(tools)).toEqual({ dependsOn: [], subItems: [], openBlockers: 0 });
});

test('refuses a circle and a second parent, and says what to do', async () => {
  await using tools = await open(LINKER.replace('scope: item', 'scope: project'));
  const [one, two] = ['acme/web#538', 'acme/web#539'];
  await tools.call('add_dependency', { item: one, dependsOn: two });
  expect(await tools.call('add_dependency', { item: two, dependsOn: one })).toMatchObject({
    reason: 'link-refused',
    message: expect.stringContaining('call remove_dependency first'),
  });
  await tools.call('create_work_item', { title: 'Part', body: 'A part.' });
  await tools.call('add_sub_item', { item: one, subItem: 'acme/web#540' });
  expect(await tools.call('add_sub_item', { item: two, subItem: 'acme/web#540' })).toMatchObject({
    reason: 'link-refused',
    message: expect.stringContaining('is a part of acme/web#538 already'),
  });
});

test("tells GitHub's own refusal as a failure", async () => {
  await using tools = await open(LINKER.replace('scope: item', 'scope: project'));
  await tools.call('add_sub_item', { item: 'acme/web#538', subItem: 'acme/web#539' });
  expect(await tools.call('add_sub_item', { item: 'acme/web#539', subItem: 'acme/web#538' })).toMatchObject({
    kind: 'failed',
    reason: 'link-refused',
    message: expect.stringContaining('may not be the issue itself or above it'),
  });
});
