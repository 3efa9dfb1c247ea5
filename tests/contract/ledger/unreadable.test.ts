import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ItemId } from '../../../src/core/item-id.ts';
import { createLedgerTestWorld, type LedgerTestWorld, move, place } from './ledger-test-world.ts';

let world: LedgerTestWorld;
let item: ItemId;

beforeEach(async () => {
  world = await createLedgerTestWorld();
  item = world.addItem();
});

afterEach(() => world[Symbol.asyncDispose]());

const isWrite = (operation: string): boolean => operation.startsWith('mutation');

/** A move that must fail, before anything is written. */
async function expectClosed(reason: string, said: string, atLeast?: number): Promise<void> {
  const end = await move(world.actor({ ...(atLeast !== undefined && { atLeast }) }), item);
  expect(end).toMatchObject({ outcome: 'failed', reason, message: expect.stringContaining(said) });
  expect(world.stateOf(item)).toEqual(['Backlog']);
  expect(world.operations().filter(isWrite)).toEqual([]);
}

const text = async (): Promise<string> => (await world.web.readFile(place.branch, 'state.json')) ?? '';

describe('nothing is moved, and it says what to do, by a ledger', () => {
  test('that was never made', async () => {
    await using bare = await createLedgerTestWorld('labels', { hasLedger: false });
    const lone = bare.addItem();
    expect(await move(bare.actor(), lone)).toMatchObject({
      outcome: 'failed',
      reason: 'ledger-missing',
      message: expect.stringMatching(/no branch interlock-ledger\/web in acme\/web.*interlock init/),
    });
    expect(bare.stateOf(lone)).toEqual(['Backlog']);
  });

  test('whose branch was deleted', async () => {
    await world.asPerson('DELETE', `git/refs/heads/${place.branch}`);
    world.operations();
    await expectClosed('ledger-missing', 'recreate it from the board with `interlock rebuild`');
  });

  test('that was moved back behind what a dispatch knows', async () => {
    const first = await world.git('rev-parse', place.branch);
    await move(world.actor(), world.addItem());
    await world.asPerson('PATCH', `git/refs/heads/${place.branch}`, { sha: first, force: true });
    world.operations();
    await expectClosed('ledger-rewound', 'is at entry 1, and entry 2 was there before', 2);
  });

  test('that is no JSON', async () => {
    await world.tamper({ 'state.json': '{ "version": 1,' });
    await expectClosed('ledger-invalid', 'no JSON object with a version');
  });

  test('that has another shape', async () => {
    await world.tamper({ 'state.json': JSON.stringify({ ...JSON.parse(await text()), claims: 7 }) });
    await expectClosed('ledger-invalid', 'claims: Invalid input');
  });

  test('that holds what this version does not know', async () => {
    await world.tamper({ 'state.json': (await text()).replace('"claims"', '"clams"') });
    await expectClosed('ledger-newer', 'Unrecognized key: "clams"');
  });

  test('of a newer version', async () => {
    await world.tamper({ 'state.json': '{ "version": 3, "anything": true }' });
    await expectClosed('ledger-newer', 'has version 3, and this Interlock knows 2. Upgrade');
  });

  test('of another project', async () => {
    await world.tamper({ 'state.json': (await text()).replace('"project": "web"', '"project": "api"') });
    await expectClosed('ledger-invalid', 'it is of the project api');
  });

  test('that was made in another repository', async () => {
    const { home } = await world.state();
    await world.tamper({ 'state.json': (await text()).replace(home, 'R_other') });
    await expectClosed('wrong-home', 'Delete the copied branch');
  });

  test('that is longer than GitHub shows', async () => {
    const state = JSON.parse(await text());
    await world.tamper({ 'state.json': JSON.stringify({ ...state, since: 'x'.repeat(600_000) }) });
    await expectClosed('ledger-invalid', 'does not give the whole text of state.json');
  });

  test('whose file is gone', async () => {
    const sha = await world.git('rev-parse', `${place.branch}:state.json`);
    await world.asPerson('DELETE', 'contents/state.json', { message: 'x', branch: place.branch, sha });
    world.operations();
    await expectClosed('ledger-invalid', 'There is no state.json');
  });
});

test('a branch that looks as if it was moved back for a moment only is a replica that is behind', async () => {
  const [first, second] = [
    await world.git('rev-parse', place.branch),
    (await move(world.actor(), world.addItem()), await world.git('rev-parse', place.branch)),
  ];
  await world.asPerson('PATCH', `git/refs/heads/${place.branch}`, { sha: first, force: true });
  const isRead = ({ operationId }: { operationId: string }) => operationId === 'graphql:query ReadLedger';
  const earlier = world.sandbox.calls.filter(isRead).length;
  const barrier = world.sandbox.hold(
    (call) => isRead(call) && world.sandbox.calls.filter(isRead).length > earlier + 1,
  );
  const moving = move(world.actor({ atLeast: 2 }), item);
  await barrier.reached;
  await world.asPerson('PATCH', `git/refs/heads/${place.branch}`, { sha: second, force: true });
  barrier.release();
  expect(await moving).toMatchObject({ outcome: 'moved' });
});

describe('an append that GitHub refuses', () => {
  const field = 'Mutation.createCommitOnBranch';

  test.each([
    [
      'a protected branch',
      'BRANCH_PROTECTION_RULE_VIOLATION',
      'Changes must be made through a pull request.',
    ],
    ['a ruleset', 'UNPROCESSABLE', 'Repository rule violations found\n\nCannot update this protected ref.'],
  ])('because of %s moves nothing, and says who has to bypass the rule', async (_, type, message) => {
    world.sandbox.failField({ field, type, message });
    expect(await move(world.actor(), item)).toMatchObject({
      outcome: 'failed',
      reason: 'permission-missing',
      message: expect.stringMatching(
        /a rule of the repository forbids it \(.*bypass that rule for interlock-ledger\/web/,
      ),
    });
    expect(world.operations().filter(isWrite)).toEqual(['mutation AppendToLedger']);
    expect(world.stateOf(item)).toEqual(['Backlog']);
  });

  test('for want of a permission moves nothing, and is not tried again', async () => {
    world.sandbox.failField({ field, type: 'FORBIDDEN', message: 'Resource not accessible by integration' });
    expect(await move(world.actor(), item)).toMatchObject({
      outcome: 'failed',
      reason: 'permission-missing',
      message: expect.stringContaining('The token needs `contents: write`'),
    });
    expect(world.operations().filter(isWrite)).toEqual(['mutation AppendToLedger']);
  });

  test('because the branch went away in between is told as what it is', async () => {
    const barrier = world.sandbox.hold(
      ({ operationId }) => operationId === 'graphql:mutation AppendToLedger',
    );
    const moving = move(world.actor(), item);
    await barrier.reached;
    await world.asPerson('DELETE', `git/refs/heads/${place.branch}`);
    barrier.release();
    expect(await moving).toMatchObject({ outcome: 'failed', reason: 'ledger-missing' });
    expect(world.stateOf(item)).toEqual(['Backlog']);
  });
});
