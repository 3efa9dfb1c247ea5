import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLedger } from '../../../src/ledger/create-ledger.ts';
import { readLedger } from '../../../src/ledger/read-ledger.ts';
import { type Call, startSandbox } from '../../../src/sandbox/index.ts';
import { githubOf } from '../../unit/github/github-world.ts';
import { createLedgerTestWorld, type LedgerTestWorld, place } from './ledger-test-world.ts';

let world: LedgerTestWorld;

beforeEach(async () => {
  world = await createLedgerTestWorld('labels', { hasLedger: false });
});

afterEach(() => world[Symbol.asyncDispose]());

const create = (id: string) => createLedger(world.github, place, id);
const isCreateRef = ({ operationId }: Call): boolean => operationId === 'git/create-ref';
const branches = async () => Object.keys(await world.web.branches());

test('a ledger begins a history of its own with one entry, and leaves everything else alone', async () => {
  const main = await world.git('rev-parse', 'main');
  expect(await create('one')).toEqual({ kind: 'created' });
  expect(await world.git('rev-list', '--count', place.branch)).toBe('1');
  expect(await world.git('ls-tree', '--name-only', place.branch)).toBe('README.md\nstate.json');
  expect(await world.git('log', '--format=%s', place.branch)).toBe('create the ledger of web [skip ci]');
  expect(await world.entries()).toMatchObject([{ id: 'one', seq: 1, events: [{ type: 'created' }] }]);
  expect(await world.git('rev-parse', 'main')).toBe(main);
  expect(await readLedger(world.github, place)).toMatchObject({
    kind: 'ledger',
    state: { project: 'web', seq: 1, recent: ['one'] },
  });
});

test('of two who make it at once one does, and the other finds it', async () => {
  const barrier = world.sandbox.hold(isCreateRef);
  const both = Promise.all([create('one'), create('other')]);
  await world.sandbox.until(() => world.sandbox.calls.filter(isCreateRef).length === 2);
  barrier.release();
  expect((await both).map(({ kind }) => kind).sort()).toEqual(['created', 'exists']);
  expect(await world.git('rev-list', '--count', place.branch)).toBe('1');
});

test('one that is there stays', async () => {
  await create('one');
  const head = await world.git('rev-parse', place.branch);
  expect(await create('other')).toEqual({ kind: 'exists' });
  expect(await world.git('rev-parse', place.branch)).toBe(head);
});

test('one that is damaged stays too, for a person to look at', async () => {
  await create('one');
  await world.tamper({ 'state.json': 'x' });
  expect(await create('other')).toMatchObject({ kind: 'failed', reason: 'ledger-invalid' });
});

test('an answer that was lost after the branch was made is found out', async () => {
  world.sandbox.inject({ match: isCreateRef, fault: { kind: 'status-after-effect', status: 502 } });
  expect(await create('one')).toEqual({ kind: 'created' });
});

test.each(['git/create-tree', 'git/create-commit', 'git/create-ref'])(
  'what breaks off at %s leaves no branch, and is done the next time',
  async (operation) => {
    const match = ({ operationId }: Call) => operationId === operation;
    world.sandbox.inject({ match, fault: { kind: 'status', status: 502 }, times: 2 });
    expect(await create('one')).toMatchObject({ kind: 'failed', reason: 'github-unavailable' });
    expect(await branches()).toEqual(['main']);
    expect(await create('two')).toEqual({ kind: 'created' });
  },
);

test('a repository to which nothing was pushed has to get a commit first', async () => {
  await using sandbox = await startSandbox();
  await sandbox.createRepository({ owner: 'acme', name: 'web', empty: true });
  const { token } = sandbox.createPerson({ login: 'ada', access: { 'acme/web': 'write' } });
  expect(await createLedger(githubOf(sandbox, token), place, 'one')).toMatchObject({
    kind: 'failed',
    reason: 'ledger-missing',
    message: expect.stringContaining('Push a first commit, then run `interlock init` again'),
  });
});

test('a token that may not write is told so', async () => {
  const { token } = world.sandbox.createPerson({ login: 'rae', access: { 'acme/web': 'read' } });
  expect(await createLedger(githubOf(world.sandbox, token), place, 'one')).toMatchObject({
    kind: 'failed',
    reason: 'permission-missing',
  });
  expect(await branches()).toEqual(['main']);
});
