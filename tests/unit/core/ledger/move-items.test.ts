import { expect, test } from 'vitest';
import { moveItems } from '../../../../src/core/ledger/protocol/move-items.ts';
import { IMPLEMENTATION, ITEM, LedgerWorld, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const toTodo = {
  id: 'run 7',
  moves: [
    {
      id: 'move-1',
      item: ITEM,
      expected: ['backlog'],
      to: 'todo',
      run: { id: 7, attempt: 1 },
      starts: IMPLEMENTATION,
    },
  ],
} as const;

function world(): PlayedWorld {
  const played = new PlayedWorld(new LedgerWorld().state, 10);
  played.put(ITEM, 'backlog');
  return played;
}

test('a move whose append lost its answer is found in the ledger and written once', () => {
  const played = world();
  played.lost.set('append', 'after');
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({ outcome: 'moved', requests: [{ key: `implementation:${ITEM}:2` }] });
  expect(played.did).toEqual([`write ${ITEM} to todo`]);
});

test('a move that is found decided only later yields to the person who moved the item meanwhile', () => {
  const played = world();
  played.lost.set('append', 'after');
  played.before = ({ kind }) => {
    // Out of backlog and back into it, after the decision and before it is found.
    if (kind === 'wait') played.put(ITEM, 'backlog');
  };
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
  expect(played.did).toEqual([]);
});

test('a move that is found decided only later yields to a second label, which is not half of its own write', () => {
  const played = world();
  played.lost.set('append', 'after');
  played.before = ({ kind }) => {
    const sighting = played.items.get(ITEM);
    if (kind === 'wait' && sighting) played.items.set(ITEM, { ...sighting, ambiguous: true });
  };
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({
    outcome: 'refused',
    reason: 'state-ambiguous',
    shown: { stage: 'backlog', also: 'elsewhere' },
  });
  expect(played.did).toEqual([]);
});

test('a move that is found decided only later yields to a hand that was seen, whatever a replica then shows', () => {
  const played = world();
  played.lost.set('append', 'after');
  const [before, item] = [{ state: played.state, head: played.head }, played.items.get(ITEM)];
  let waits = 0;
  played.before = ({ kind }) => {
    if (kind !== 'wait') return;
    waits += 1;
    played.replica = waits === 1 ? before : undefined;
    if (waits === 1) played.put(ITEM, 'planning');
    else if (item) played.items.set(ITEM, item);
  };
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
  expect(played.did).toEqual([]);
});

test('a move yields to the person of whom another decision in the same entry has told', () => {
  const played = world();
  const sighting = seen('planning', 12);
  played.others = [{ kind: 'observe', item: ITEM, sighting }];
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({
    outcome: 'refused',
    reason: 'state-changed',
    shown: { stage: 'planning' },
  });
  expect(played.did).toEqual([]);
});

test('a move that a person made by the time that it was decided is not written, and starts what it starts', () => {
  const played = world();
  const sighting = seen('todo', 12);
  played.others = [{ kind: 'observe', item: ITEM, sighting, starts: IMPLEMENTATION }];
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({
    outcome: 'moved',
    version: sighting.version,
    requests: [{ key: expect.any(String) }],
  });
  expect(played.did).toEqual([]);
  expect(Object.keys(played.state.dispatches)).toHaveLength(1);
});

test('an item that a replica shows where it was before still takes its place', () => {
  const ledger = new LedgerWorld();
  ledger.give({ kind: 'observe', item: OTHER, sighting: seen('todo', 9), starts: IMPLEMENTATION });
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, 'backlog', 1);
  played.put(OTHER, 'backlog', 1);
  const [end] = played.play(moveItems({ ...toTodo, maxInFlight: 1 }));
  expect(end).toMatchObject({ outcome: 'refused', reason: 'at-capacity' });
});

test('an item that a person took out of flight since leaves its place', () => {
  const ledger = new LedgerWorld();
  ledger.give({ kind: 'observe', item: OTHER, sighting: seen('todo', 8), starts: IMPLEMENTATION });
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, 'backlog', 1);
  played.put(OTHER, 'backlog', 9);
  const [end] = played.play(moveItems({ ...toTodo, maxInFlight: 1 }));
  expect(end).toMatchObject({ outcome: 'moved' });
});

test('a move that GitHub never took up ends with what GitHub said, and after the last try nobody waits', () => {
  const played = world();
  let waits = 0;
  played.before = ({ kind }) => {
    played.lost.set('append', 'before');
    if (kind === 'wait') waits += 1;
  };
  const [end] = played.play(moveItems(toTodo));
  expect(end).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
  expect(waits).toBe(11);
  expect(played.did).toEqual([]);
});
