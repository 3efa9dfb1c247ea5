import { expect, test } from 'vitest';
import { createToolsWorld, type ToolsWorld } from './tools-world.ts';

const WRITER = `scope: item
tools: [get_work_item, create_work_item, tick_checklist_entry, add_checklist_entries]`;
const item = 'acme/web#538';

const BODY = `Sort it.\r\n\r\n- [ ] by date<!-- not by name -->\r\n- [x] newest first\r\n\`\`\`\r\n- [ ] code\r\n\`\`\`\r\nEnd.`;

function open(body = BODY): Promise<ToolsWorld> {
  return createToolsWorld({
    frontMatter: WRITER,
    arrange: ({ web }) => {
      web.addIssue({ number: 538, title: 'Sort', body, labels: ['Todo'] });
      web.addIssue({ number: 539, title: 'Other', body, labels: ['Todo'] });
    },
  });
}

test('tells the boxes of an item, and ticks one by what people see of it', async () => {
  await using tools = await open();
  expect(await tools.call('get_work_item', { item })).toMatchObject({
    result: {
      checklist: [
        { entry: 'by date', ticked: false },
        { entry: 'newest first', ticked: true },
      ],
    },
  });
  const tick = { item, entry: 'by date' };
  expect(await tools.call('tick_checklist_entry', tick)).toMatchObject({ result: { changed: true } });
  expect(await tools.call('tick_checklist_entry', tick)).toMatchObject({ result: { changed: false } });
  expect(tools.world.web.issue(538).body).toBe(BODY.replace('[ ] by', '[x] by'));
});

test('ticks nothing that is not there, and says what is', async () => {
  await using tools = await open();
  expect(await tools.call('tick_checklist_entry', { item, entry: 'code' })).toMatchObject({
    kind: 'failed',
    reason: 'tool-arguments-invalid',
    message: expect.stringContaining('Its boxes are "by date", "newest first".'),
  });
  expect(tools.world.web.issue(538).body).toBe(BODY);
});

test('adds entries once at the end of the text, made harmless', async () => {
  await using tools = await open();
  const add = { item, entries: ['by date', 'tests, @octocat', 'docs', 'docs'] };
  expect(await tools.call('add_checklist_entries', add)).toMatchObject({ result: { added: 2 } });
  expect(await tools.call('add_checklist_entries', add)).toMatchObject({ result: { added: 0 } });
  await tools.call('add_checklist_entries', { item, entries: ['figures'] });
  expect(tools.world.web.issue(538).body).toBe(
    `${BODY}\n\n- [ ] tests, @\u200Boctocat\n- [ ] docs\n- [ ] figures`,
  );
});

test('keeps the marker of an item that it created in the last line', async () => {
  await using tools = await open();
  const part = { title: 'Part', body: 'A part.' };
  await tools.call('create_work_item', part);
  await tools.call('add_checklist_entries', { item: 'acme/web#540', entries: ['small'] });
  expect(tools.world.web.issue(540).body).toMatch(
    /- \[ \] small\n\n<!-- interlock: item web picker \w+ -->$/,
  );
  expect(await tools.call('create_work_item', part)).toMatchObject({ result: { created: false } });
});

test.each([
  ['tick_checklist_entry', { item: 'acme/web#539', entry: 'by date' }, 'tool-not-allowed'],
  ['add_checklist_entries', { item: 'acme/web#539', entries: ['x'] }, 'tool-not-allowed'],
  ['add_checklist_entries', { item, entries: [] }, 'tool-arguments-invalid'],
  ['add_checklist_entries', { item, entries: ['x\n- [x] y'] }, 'tool-arguments-invalid'],
  ['add_checklist_entries', { item, entries: ['ok', '<!-- interlock: status web -->'] }, 'text-refused'],
  ['add_checklist_entries', { item, entries: ['ok', 'ghs_secret'] }, 'text-refused'],
])('%s changes nothing for %j', async (tool, args, reason) => {
  await using tools = await open();
  expect(await tools.call(tool, args)).toMatchObject({ kind: 'failed', reason });
  expect([538, 539].map((number) => tools.world.web.issue(number).body)).toEqual([BODY, BODY]);
});
