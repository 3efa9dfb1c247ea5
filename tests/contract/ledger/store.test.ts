import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evolve } from '../../../src/core/ledger/evolve.ts';
import { ENTRY_VERSION } from '../../../src/core/ledger/ledger-event.ts';
import { emptyLedger } from '../../../src/core/ledger/ledger-state.ts';
import { appendEntry } from '../../../src/ledger/append-entry.ts';
import { readLedger } from '../../../src/ledger/read-ledger.ts';
import type { Fault } from '../../../src/sandbox/faults/fault.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { createGivingUp, type GivingUp } from '../../giving-up.ts';
import { createLedgerTestWorld, type LedgerTestWorld, move, place } from './ledger-test-world.ts';

let world: LedgerTestWorld;

beforeEach(async () => {
  world = await createLedgerTestWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const isAppend = ({ operationId }: Call): boolean => operationId === 'graphql:mutation AppendToLedger';
const commits = async (): Promise<number> => Number(await world.git('rev-list', '--count', place.branch));

describe('an append', () => {
  test('is a commit whose message is a line for people and the whole entry for the audit', async () => {
    const item = world.addItem();
    expect(await move(world.actor(), item, { id: 'one' })).toMatchObject({ outcome: 'moved' });
    expect(await world.git('log', '-1', '--format=%s', place.branch)).toBe(
      `move acme/web ${item.number} to todo [skip ci]`,
    );
    const entries = await world.entries();
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(entries[1]).toMatchObject({
      id: 'one.1',
      events: [{ type: 'move-decided', item: `acme/web#${item.number}`, move: { id: 'one', to: 'todo' } }],
    });
    expect(await world.web.readFile(place.branch, 'README.md')).toContain(
      `| acme/web#${item.number} | backlog, on its way to todo |`,
    );
  });

  test('of several processes at once stands in one line, and the log adds up to the state', async () => {
    const items = Array.from({ length: 5 }, () => world.addItem());
    const ends = await Promise.all(items.map((item) => move(world.actor(), item)));
    expect(ends.map(({ outcome }) => outcome)).toEqual(items.map(() => 'moved'));
    expect(items.map(world.stateOf)).toEqual(items.map(() => ['Todo']));
    expect(await world.git('rev-list', '--merges', place.branch)).toBe('');
    const [first, ...entries] = await world.entries();
    expect(entries.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6]);
    const state = await world.state();
    const empty = emptyLedger({ ...state, id: first?.id ?? '', at: first?.at ?? '' });
    expect(entries.reduce(evolve, empty)).toEqual(state);
  });

  test('on a head that has moved is a conflict, and writes nothing', async () => {
    const before = await readLedger(world.github, place);
    if (before.kind !== 'ledger') throw new Error(before.message);
    await move(world.actor(), world.addItem());
    const head = await world.git('rev-parse', place.branch);
    const entry = { version: ENTRY_VERSION, id: 'late', seq: 2, at: before.readAt, events: [] } as const;
    const append = { head: before.head, entry: { ...entry, events: [...entry.events] }, state: before.state };
    expect(await appendEntry(world.github, place, append)).toEqual({ kind: 'conflict' });
    expect(await world.git('rev-parse', place.branch)).toBe(head);
  });
});

describe('an append whose answer is lost', () => {
  const faults: readonly [string, Fault][] = [
    ['a 502 that came after the effect', { kind: 'status-after-effect', status: 502 }],
    ['a 502 in place of the effect', { kind: 'status', status: 502 }],
    ['a connection that broke', { kind: 'reset' }],
    ['an answer that never came', { kind: 'timeout' }],
  ];
  let givingUp: GivingUp;
  beforeEach(() => {
    givingUp = createGivingUp();
  });

  test.each(faults)('by %s is settled by reading: one entry, one move', async (_, fault) => {
    const item = world.addItem();
    const struck = fault.kind === 'timeout' ? givingUp.fault : fault;
    world.sandbox.inject({ match: isAppend, fault: struck, times: 1 });
    expect(await move(world.actor(givingUp), item)).toMatchObject({ outcome: 'moved' });
    expect(await commits()).toBe(2);
    expect(world.stateOf(item)).toEqual(['Todo']);
    const entered = world.web
      .issue(item.number)
      .timeline.filter(({ event, label }) => event === 'labeled' && label === 'Todo');
    expect(entered).toHaveLength(1);
  });

  test('while it is still carried out is settled by reading, too', async () => {
    const item = world.addItem();
    const barrier = world.sandbox.hold(isAppend, { at: 'after', times: 1 });
    void barrier.reached.then(givingUp.giveUp);
    expect(await move(world.actor(givingUp), item)).toMatchObject({ outcome: 'moved' });
    barrier.release();
    expect(await commits()).toBe(2);
  });

  test('and that took place only after another one had been tried decides nothing twice', async () => {
    const item = world.addItem();
    const barrier = world.sandbox.hold(isAppend, { times: 1 });
    void barrier.reached.then(givingUp.giveUp);
    expect(await move(world.actor(givingUp), item)).toMatchObject({ outcome: 'moved' });
    barrier.release();
    await world.sandbox.idle();
    expect(await commits()).toBe(2);
    expect(world.stateOf(item)).toEqual(['Todo']);
  });

  test('by an error that nobody knows is not taken for a refusal', async () => {
    const item = world.addItem();
    const field = 'CreateCommitOnBranchPayload.commit';
    world.sandbox.failField({ field, type: 'INTERNAL', message: 'Oops', times: 1 });
    expect(await move(world.actor(), item)).toMatchObject({ outcome: 'moved' });
    expect(await commits()).toBe(2);
  });
});

describe('what makes a move', () => {
  test('is four calls, both readings included', async () => {
    const item = world.addItem();
    await move(world.actor(), item, { maxInFlight: 3 });
    expect(world.operations()).toEqual([
      'query ReadLedger',
      'query SeeLabelledIssues',
      'mutation AppendToLedger',
      'mutation MoveLabel',
    ]);
  });

  test('is four calls on a project, too', async () => {
    await using projects = await createLedgerTestWorld('projects');
    await move(projects.actor(), projects.addItem(), { maxInFlight: 3 });
    expect(projects.operations()).toEqual([
      'query ReadLedger',
      'query SeeBoardItems',
      'mutation AppendToLedger',
      'mutation MoveCards',
    ]);
  });
});
