import { expect, test } from 'vitest';
import * as z from 'zod';
import { createChoosingWorld } from '../../scripted-agent/choosing-world.ts';
import type { ActionRun, ActionWorld } from './action-world.ts';
import { act, createImplementationWorld, INPUTS, implement } from './implementation-world.ts';

const TOOK = 'The engine worked for less than a minute.';

const comments = ({ web }: ActionWorld): readonly string[] => web.issue(538).comments.map(({ body }) => body);

const resultSchema = z.object({ took: z.unknown(), tools: z.unknown() }).partial();
const resultOf = ({ outputs }: ActionRun) => resultSchema.parse(JSON.parse(outputs['result'] ?? ''));

const lineSchema = z.looseObject({ at: z.string(), kind: z.string() });

/** The audit record that the workflow has kept. */
function recordOf({ artifacts }: ActionRun) {
  expect(artifacts.map(({ name }) => name)).toEqual(['interlock-audit-1']);
  const [text = ''] = Object.values(artifacts[0]?.files ?? {});
  return text
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** Of the comment: what holds now, and the newest line of what happened. */
function saidOn(world: ActionWorld): readonly string[] {
  const [body = '', ...others] = comments(world);
  expect(others).toEqual([]);
  const [now = '', then = ''] = body.split('<details>');
  return [now, then.split('\n').find((line) => line.startsWith('- ')) ?? ''];
}

test('what an engine took is told on the item, in the summary, in the log and in the result', async () => {
  await using world = await createImplementationWorld({ command: 'touch done.md' });
  const run = await implement(world);
  for (const said of saidOn(world)) expect(said).toContain(TOOK);
  expect(run.summary).toContain(TOOK);
  expect(run.log).toContain(TOOK);
  expect(resultOf(run).took).toEqual({ minutes: expect.any(Number) });
});

test('the audit record of a run is kept as an artifact, from the engine to the end', async () => {
  await using world = await createImplementationWorld({ command: 'touch done.md' });
  const run = await implement(world);
  expect(recordOf(run)).toMatchObject([
    { kind: 'run', agent: 'implementation', item: 'acme/web#538' },
    { kind: 'turn', engine: 'command' },
    { kind: 'end', outcome: 'moved', reason: 'pull-request-opened', took: { minutes: expect.any(Number) } },
  ]);
  expect(run.log).toContain(`The audit record of this run: ${run.outputs['audit']}`);
});

test('a run whose engine fails tells what it took all the same', async () => {
  await using world = await createImplementationWorld({ command: 'exit 1' });
  const run = await implement(world);
  for (const said of saidOn(world)) expect(said).toContain(TOOK);
  expect(run.summary).toContain(TOOK);
  expect(resultOf(run).took).toEqual({ minutes: expect.any(Number) });
  expect(recordOf(run).at(-1)).toMatchObject({ kind: 'end', reason: 'engine-failed' });
});

/** Calls before it goes on, so that a test knows when it works. */
const CALLS = 'curl --silent --output /dev/null "$(git remote get-url origin | cut -d/ -f1-3)/api/v3/zen"';

test('so does one that is cancelled', async () => {
  await using world = await createImplementationWorld({ command: `${CALLS}; sleep 300` });
  const id = await world.start('interlock.yml', INPUTS);
  await world.sandbox.until(() => world.sandbox.calls.some(({ path }) => path.endsWith('/zen')));
  await act(world, 'POST', `actions/runs/${id}/cancel`, {});
  await world.sandbox.idle();
  const run = world.runOf(id);
  for (const said of saidOn(world)) expect(said).toContain(TOOK);
  expect(run.summary).toContain(TOOK);
  expect(resultOf(run).took).toEqual({ minutes: expect.any(Number) });
  expect(recordOf(run).at(-1)).toMatchObject({ kind: 'end', reason: 'cancelled' });
});

test('of one that is killed, the post step tells it, and the record is there as far as it got', async () => {
  await using world = await createImplementationWorld({ command: `kill -9 $PPID; sleep 300` });
  const run = await implement(world);
  for (const said of saidOn(world)) expect(said).toContain(TOOK);
  expect(run.summary).toContain(TOOK);
  expect(recordOf(run).map(({ kind }) => kind)).toEqual(['run', 'turn']);
});

const move = {
  tool: 'move_work_item',
  args: { item: 'acme/web#538', destination: 'Todo', expectedSourceState: 'Backlog', why: 'It is small.' },
};

const inBacklog = ({ web }: ActionWorld) => web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });

test('every tool call of a backlog-manager stands in the summary, the result and the record, without secrets', async () => {
  await using world = await createChoosingWorld({ script: [move], before: inBacklog });
  const run = await world.manage();
  expect(run.summary).toContain('| `move_work_item` | `{"item":"acme/web#538"');
  expect(run.summary).toContain(TOOK);
  expect(resultOf(run)).toMatchObject({
    took: { minutes: expect.any(Number) },
    tools: [{ tool: 'move_work_item', outcome: 'moved' }],
  });
  const record = recordOf(run);
  expect(record).toMatchObject([
    { kind: 'run', agent: 'backlog-manager' },
    { kind: 'turn', engine: 'command' },
    { kind: 'tool-call', tool: 'move_work_item', outcome: 'moved' },
    { kind: 'end', outcome: 'moved', reason: 'selected' },
  ]);
  expect(JSON.stringify(record)).not.toMatch(/gh[so]_\w/);
});

test('a run without an engine has no record, and took nothing', async () => {
  await using world = await createChoosingWorld({ script: [] });
  const run = await world.manage();
  expect(run.outputs).toMatchObject({ reason: 'backlog-empty' });
  expect(run.outputs).not.toHaveProperty('audit');
  expect(run.artifacts).toEqual([]);
  expect(resultOf(run)).toEqual({});
});
