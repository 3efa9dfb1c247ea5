import { afterEach, beforeEach, expect, test } from 'vitest';
import { branchName } from '../../../src/core/branch-name.ts';
import type { ItemId } from '../../../src/core/item-id.ts';
import { fenceItem } from '../../../src/ledger/fence-item.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { githubOf } from '../../unit/github/github-world.ts';
import { AUTHOR, createLedgerTestWorld, home, type LedgerTestWorld } from './ledger-test-world.ts';

let world: LedgerTestWorld;
let item: ItemId;
let branch: string;

beforeEach(async () => {
  world = await createLedgerTestWorld();
  item = { ...home, number: 12 };
  branch = branchName('web', item);
});

afterEach(() => world[Symbol.asyncDispose]());

const fence = (github = world.github) => fenceItem(github, { item, branch, author: AUTHOR });
const head = (): Promise<string> => world.git('rev-parse', branch);
const isUpdate = ({ operationId }: Call): boolean => operationId === 'git/update-ref';

/** A commit on the item's branch, as a run that lost its claim would push it. */
async function push(file: string): Promise<void> {
  const known = (await world.web.branches())[branch];
  if (known === undefined) {
    const sha = await world.git('rev-parse', 'main');
    await world.asPerson('POST', 'git/refs', { ref: `refs/heads/${branch}`, sha });
  }
  const content = Buffer.from('x').toString('base64');
  await world.asPerson('PUT', `contents/${file}`, { message: 'Work', branch, content });
}

test('a fence is an empty commit of ours on the head, so that whoever knows the old one is refused', async () => {
  await push('a.txt');
  const before = await head();
  expect(await fence()).toEqual({ kind: 'fenced' });
  const format = '--format=%P %ae %ce %s';
  expect(await world.git('log', '-1', format, branch)).toBe(
    `${before} ${AUTHOR.email} ${AUTHOR.email} Another run has taken over [skip ci]`,
  );
  expect(await world.git('diff', '--stat', before, branch)).toBe('');
});

test('where there is no branch one is made, so that whoever knows that there was none is refused', async () => {
  const base = await world.git('rev-parse', 'main');
  expect(await fence()).toEqual({ kind: 'fenced' });
  expect(await world.git('log', '-1', '--format=%P %ae', branch)).toBe(`${base} ${AUTHOR.email}`);
  expect(await world.git('diff', '--stat', base, branch)).toBe('');
});

test('a branch that is made in between is fenced, too', async () => {
  const isCreation = ({ operationId }: Call): boolean => operationId === 'git/create-ref';
  const barrier = world.sandbox.hold(isCreation, { times: 1 });
  const fencing = fence();
  await barrier.reached;
  await push('a.txt');
  const pushed = await head();
  barrier.release();
  expect(await fencing).toEqual({ kind: 'fenced' });
  expect(await world.git('rev-parse', `${branch}^`)).toBe(pushed);
});

test('a branch whose making lost its answer is found out', async () => {
  const base = await world.git('rev-parse', 'main');
  const isCreation = ({ operationId }: Call): boolean => operationId === 'git/create-ref';
  world.sandbox.inject({
    match: isCreation,
    fault: { kind: 'status-after-effect', status: 502 },
    times: 1,
  });
  expect(await fence()).toEqual({ kind: 'fenced' });
  expect(await world.git('rev-parse', `${branch}^`)).toBe(base);
});

test('a push that comes in between is fenced, too', async () => {
  await push('a.txt');
  const barrier = world.sandbox.hold(isUpdate, { times: 1 });
  const fencing = fence();
  await barrier.reached;
  await push('b.txt');
  const pushed = await head();
  barrier.release();
  expect(await fencing).toEqual({ kind: 'fenced' });
  expect(await world.git('rev-parse', `${branch}^`)).toBe(pushed);
});

test('a branch that moves every time is not fenced', async () => {
  await push('a.txt');
  const moving = world.sandbox.hold(isUpdate, { times: 1 });
  const fencing = fence();
  let barrier = moving;
  for (const file of ['b.txt', 'c.txt', 'd.txt']) {
    await barrier.reached;
    await push(file);
    const next = world.sandbox.hold(isUpdate, { times: 1 });
    barrier.release();
    barrier = next;
  }
  expect(await fencing).toMatchObject({ kind: 'denied', reason: 'branch-moved' });
  barrier.release();
});

test('an answer that was lost after the branch had moved is found out', async () => {
  await push('a.txt');
  const before = await head();
  world.sandbox.inject({ match: isUpdate, fault: { kind: 'status-after-effect', status: 502 }, times: 1 });
  expect(await fence()).toEqual({ kind: 'fenced' });
  expect(await world.git('rev-parse', `${branch}^`)).toBe(before);
});

test('what GitHub does not answer is in doubt, and what it refuses is refused', async () => {
  await push('a.txt');
  world.sandbox.inject({ match: isUpdate, fault: { kind: 'status', status: 502 } });
  expect(await fence()).toMatchObject({ kind: 'ambiguous', reason: 'github-unavailable' });
  const { token } = world.sandbox.createPerson({ login: 'rae', access: { 'acme/web': 'read' } });
  expect(await fence(githubOf(world.sandbox, token))).toMatchObject({
    kind: 'denied',
    reason: 'permission-missing',
  });
});
