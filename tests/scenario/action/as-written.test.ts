import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionWorld, createActionWorld } from './action-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'interlock-as-written-'));
const engines = join(folder, 'engines');

let world: ActionWorld;

beforeAll(async () => {
  world = await createActionWorld({
    config: `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
max-in-flight: 10
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo engine >> ${engines}; date > work.txt' }
`,
  });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** Starts two runs by hand; the second begins while the first stands before its write, and both then go on. */
async function runBeside(first: Readonly<Record<string, string>>, second: Readonly<Record<string, string>>) {
  const write = world.sandbox.hold(({ operationId }) => operationId === 'issues/add-labels');
  const one = await world.start('interlock.yml', first);
  await write.reached;
  const another = await world.start('interlock.yml', second);
  await world.sandbox.idle();
  write.release();
  await world.sandbox.idle();
  return [world.runOf(one), world.runOf(another)] as const;
}

const RUN = { project: 'web', agent: 'implementation', item: 'acme/web#538' };

test('a dispatch by hand with a blank in its item starts no second engine beside the one that works', async () => {
  world.web.addIssue({ number: 538, title: 'Sort by date', labels: ['Todo'] });
  const [one, another] = await runBeside(RUN, { ...RUN, item: `${RUN.item} ` });
  expect(one.outputs).toMatchObject({ reason: 'pull-request-opened' });
  expect(readFileSync(engines, 'utf8')).toBe('engine\n');
  expect(another.outputs).toMatchObject({ outcome: 'failed', reason: 'input-invalid' });
  expect(another.annotations[0]?.message).toContain(
    '`item` is "acme/web#538 ", with a blank at an end. The concurrency group',
  );
});

test('nor does one with a blank in its agent choose an item beside the one that chooses', async () => {
  world.web.addIssue({ number: 638, title: 'Sort by name', labels: ['Backlog'] });
  const manager = { project: 'web', agent: 'backlog-manager' };
  const [one, another] = await runBeside(manager, { ...manager, agent: 'backlog-manager ' });
  expect(one.outputs).toMatchObject({ reason: 'selected' });
  expect(another.outputs).toMatchObject({ outcome: 'failed', reason: 'input-invalid' });
  const entered = world.web.issue(638).timeline.filter(({ label }) => label === 'Todo');
  expect(entered).toHaveLength(1);
});

test('an owner in other letters is the same item, in the same group', async () => {
  world.web.addIssue({ number: 738, title: 'Sort by size', labels: ['Todo'] });
  const item = 'acme/web#738';
  const [one, another] = await runBeside({ ...RUN, item }, { ...RUN, item: 'ACME/Web#738' });
  expect(one.outputs).toMatchObject({ reason: 'pull-request-opened' });
  expect(another.outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
});
