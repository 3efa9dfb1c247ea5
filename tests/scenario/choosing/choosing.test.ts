import { expect, test } from 'vitest';
import { createChoosingWorld } from '../../scripted-agent/choosing-world.ts';
import { UNGROUPED } from '../ledger/claim-world.ts';

const move = (number: number, more: object = { expectedSourceState: 'Backlog' }) => ({
  tool: 'move_work_item',
  args: { item: `acme/web#${number}`, destination: 'Todo', why: 'It is small.', ...more },
});

const finish = { tool: 'finish', args: { outcome: 'done', summary: 'Chose one.' } };

/** Items in backlog, by number. */
function backlog(...numbers: readonly number[]) {
  return ({ web }: { readonly web: { addIssue(issue: object): unknown } }) => {
    for (const number of numbers) {
      web.addIssue({ number, title: `Item ${number}`, body: `Do ${number}.`, labels: ['Backlog'] });
    }
  };
}

test('an agent chooses an item over MCP, and the run moves it with its expectation and says why', async () => {
  await using world = await createChoosingWorld({
    script: [move(539), finish],
    before: backlog(538, 539),
  });
  const run = await world.manage();
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'selected', 'previous-state': 'Backlog' });
  expect([world.stageOf(538), world.stageOf(539)]).toEqual(['Backlog', 'Todo']);
  expect(world.commentsOn(539)).toEqual([expect.stringContaining('Moving to **Todo**: It is small.')]);
  const [given, moved] = await world.said();
  expect(given?.tools).toEqual([
    'get_project',
    'list_work_items',
    'get_work_item',
    'move_work_item',
    'comment_on_work_item',
    'report_progress',
    'finish',
  ]);
  expect(given?.prompt).toContain('expectedSourceState: "Backlog"');
  expect(given?.prompt).toContain('"item": "acme/web#538"');
  expect(moved).toMatchObject({ isError: false, said: expect.stringContaining('"outcome":"moved"') });
  expect(run.summary).toContain('| `move_work_item` | `{"item":"acme/web#539"');
  expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({
    moves: [{ item: 'acme/web#539', outcome: 'moved' }],
    tools: [
      { tool: 'move_work_item', outcome: 'moved' },
      { tool: 'finish', outcome: 'answered' },
    ],
  });
  expect((await world.ledger.inHand()).claims).toEqual({});
});

test('a move without its expectation moves nothing, and the agent is told what to pass', async () => {
  await using world = await createChoosingWorld({
    script: [move(538, {}), finish],
    before: backlog(538),
  });
  const run = await world.manage();
  expect(run.outputs).toMatchObject({ outcome: 'noop', reason: 'none-chosen' });
  const [, refused] = await world.said();
  expect(refused).toMatchObject({
    isError: true,
    said: expect.stringContaining('expectedSourceState: \\"Backlog\\"'.replaceAll('\\', '')),
  });
  expect(world.stageOf(538)).toBe('Backlog');
  expect(world.commentsOn(538)).toEqual([]);
});

test.each([
  ['the capacity is full', { 536: ['Todo'], 538: ['Backlog'] }, 'at-capacity'],
  ['the backlog is empty', { 536: ['Done'] }, 'backlog-empty'],
  ['everything waits', { 538: ['Backlog'] }, 'all-blocked'],
])('no agent is started where %s', async (_, items, reason) => {
  await using world = await createChoosingWorld({
    script: [move(538)],
    before: ({ web }) => {
      web.addIssue({ number: 1, title: 'First' });
      for (const [number, labels] of Object.entries(items)) {
        const blockedBy = reason === 'all-blocked' ? [1] : [];
        web.addIssue({ number: Number(number), title: 'Item', labels: [...labels], blockedBy });
      }
    },
  });
  expect((await world.manage()).outputs).toMatchObject({ reason });
  expect((await world.manage()).outputs).toMatchObject({ reason });
  expect(await world.said()).toEqual([]);
  // Said once, on the oldest.
  const said = reason === 'all-blocked' ? [expect.stringContaining('acme/web#1 is not finished')] : [];
  expect(world.web.issues().flatMap(({ comments }) => comments.map(({ body }) => body))).toEqual(said);
});

test('an item that waits is neither shown nor moved, whatever the agent thinks of it', async () => {
  await using world = await createChoosingWorld({
    script: [move(538), finish],
    before: ({ web }) => {
      web.addIssue({ number: 1, title: 'First' });
      web.addIssue({ number: 538, title: 'Waits', labels: ['Backlog'], blockedBy: [1] });
      web.addIssue({ number: 539, title: 'Ready', labels: ['Backlog'] });
    },
  });
  const run = await world.manage();
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'not-choosable' });
  const [given] = await world.said();
  expect(given?.prompt).toContain('acme/web#539');
  expect(given?.prompt).not.toContain('acme/web#538');
  expect(world.stageOf(538)).toBe('Backlog');
});

test('two that work at once, without a common group, move an item once', async () => {
  await using world = await createChoosingWorld({ script: [move(538), finish], before: backlog(538, 539) });
  const inputs = { project: 'web', agent: 'backlog-manager' };
  const begin = world.sandbox.holdRuns(({ path }) => /(interlock|ungrouped)\.yml$/.test(path));
  const runs = [await world.start('interlock.yml', inputs), await world.start(UNGROUPED, inputs)];
  begin.release();
  await world.sandbox.idle();
  const reasons = runs.map((run) => world.runOf(run).outputs['reason']);
  expect(reasons).toContain('selected');
  expect(reasons.filter((reason) => reason === 'selected')).toHaveLength(1);
  expect(world.web.issue(538).timeline.filter(({ label }) => label === 'Todo')).toHaveLength(1);
  expect(world.stageOf(539)).toBe('Backlog');
});

test('an agent that breaks off is a failure, and what it moved before stays moved', async () => {
  await using world = await createChoosingWorld({
    script: [move(538), { exit: 3 }],
    before: backlog(538),
  });
  const run = await world.manage();
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
  expect(run.outputs['result']).toContain('Before that it moved acme/web#538');
  expect(world.stageOf(538)).toBe('Todo');
  expect((await world.ledger.inHand()).claims).toEqual({});
});
