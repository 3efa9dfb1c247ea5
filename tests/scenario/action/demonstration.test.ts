import { expect, test } from 'vitest';
import type { ActionWorld } from './action-world.ts';
import { BRANCH, createImplementationWorld, implement, relabel } from './implementation-world.ts';

const createWorld = (off: string, demonstration = true): Promise<ActionWorld> =>
  createImplementationWorld({
    command: 'date +%N >> log.md',
    demonstration,
    env: { INTERLOCK_DEMONSTRATION_OFF: off },
  });

test('the demonstration bundle has all interlocks as long as none is switched off', async () => {
  await using world = await createWorld('');
  await relabel(world, 'In progress');
  expect((await implement(world)).outputs).toMatchObject({ outcome: 'noop', reason: 'already-there' });
});

test('without the expected state, an item that somebody already works on is worked on again', async () => {
  await using world = await createWorld('expected-state');
  await relabel(world, 'In progress');
  expect((await implement(world)).outputs).toMatchObject({ outcome: 'moved', 'previous-state': '' });
});

test('without the one branch, a second run opens a second pull request', async () => {
  await using world = await createWorld('one-pull-request');
  await implement(world);
  await relabel(world, 'Todo');
  await implement(world);
  const heads = world.web.pullRequests().map(({ head }) => head);
  expect(new Set(heads).size).toBe(2);
  for (const head of heads) expect(head).toMatch(new RegExp(`^${BRANCH}-\\d+$`));
});

test('the shipped bundle has no such switch', async () => {
  await using world = await createWorld('expected-state,one-pull-request', false);
  await relabel(world, 'In progress');
  expect((await implement(world)).outputs).toMatchObject({ outcome: 'noop', reason: 'already-there' });
});
