import { describe, expect, test } from 'vitest';
import {
  claim,
  IMPLEMENTATION,
  ITEM,
  LedgerWorld,
  minute,
  move,
  OTHER,
  seen,
  waiting,
} from './ledger-world.ts';

describe('of two moves that read an item in the same visit', () => {
  test('the second is refused, although the board still shows it where it was', () => {
    const world = new LedgerWorld();
    expect(world.give(move()).kind).toBe('accepted');
    expect(world.give(move({ id: 'move-2', run: { id: 8, attempt: 1 } }))).toEqual({
      kind: 'refused',
      reason: 'state-changed',
    });
  });

  test('the second asks for no run', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give(move({ id: 'move-2', starts: IMPLEMENTATION }));
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:2`]);
  });

  test('the second is refused within one entry too', () => {
    const world = new LedgerWorld();
    const [first, second] = world.giveAll([move(), move({ id: 'move-2' })]);
    expect([first?.kind, second]).toEqual(['accepted', { kind: 'refused', reason: 'state-changed' }]);
  });

  test('the second may have it once the board shows that the first was abandoned', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give({ kind: 'abandon', item: ITEM, move: 'move-1', why: 'refused by GitHub' });
    expect(world.give(move({ id: 'move-2' })).kind).toBe('accepted');
  });
});

describe('the guard', () => {
  test('holds here too: an item that is elsewhere is refused', () => {
    expect(new LedgerWorld().give(move({ sighting: seen('planning', 1) }))).toMatchObject({
      kind: 'refused',
      reason: 'state-changed',
    });
  });

  test('an item that is at its destination is a no-op', () => {
    const verdict = new LedgerWorld().give(move({ sighting: seen('todo', 1) }));
    expect(verdict).toEqual({ kind: 'noop', reason: 'already-there' });
  });

  test.each([
    ['in no stage', seen(null, 1), 'no-stage'],
    ['in two stages', seen('backlog', 1, { ambiguous: true }), 'state-ambiguous'],
    ['closed', seen('backlog', 1, { open: false }), 'item-closed'],
  ])('an item that is %s is refused', (_, sighting, reason) => {
    expect(new LedgerWorld().give(move({ sighting }))).toEqual({ kind: 'refused', reason });
  });
});

describe('a reading that is older than what the ledger knows', () => {
  test('decides nothing', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 3) });
    expect(world.give(move({ id: 'move-2' }))).toEqual({ kind: 'refused', reason: 'state-stale' });
  });

  test('is one of the same second with another stage, while a replica may lag', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 3) });
    const back = { ...seen('backlog', 3), readAt: minute(3) };
    expect(world.give(move({ id: 'move-2', sighting: back })).kind).toBe('refused');
    expect(world.give(move({ id: 'move-2', sighting: seen('backlog', 3) })).kind).toBe('accepted');
  });
});

describe('an item that a person moved meanwhile', () => {
  test('may be moved from there, and what the former visit had asked for is closed', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    const again = move({ id: 'move-2', sighting: seen('backlog', 4), starts: IMPLEMENTATION });
    expect(world.give(again).kind).toBe('accepted');
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:3`]);
  });
});

describe('the capacity', () => {
  const one = { maxInFlight: 1, listed: [], elsewhere: [] };

  test('counts what the board lists', () => {
    const verdict = new LedgerWorld().give(move({ capacity: { ...one, listed: [OTHER] } }));
    expect(verdict).toEqual({ kind: 'refused', reason: 'at-capacity' });
  });

  test('counts what the ledger put in flight and the board does not show yet', () => {
    const world = new LedgerWorld();
    world.give(move({ item: OTHER, capacity: one }));
    expect(world.give(move({ id: 'move-2', capacity: one }))).toEqual({
      kind: 'refused',
      reason: 'at-capacity',
    });
  });

  test('counts it even when it was read elsewhere, until its move is written', () => {
    const world = new LedgerWorld();
    world.give(move({ item: OTHER, capacity: one }));
    const capacity = { ...one, elsewhere: [OTHER] };
    expect(world.give(move({ id: 'move-2', capacity })).kind).toBe('refused');
  });

  test('does not count what was read elsewhere after its move was seen', () => {
    const world = new LedgerWorld();
    world.give(move({ item: OTHER, capacity: one }));
    world.give({ kind: 'observe', item: OTHER, sighting: seen('todo', 2) });
    const capacity = { ...one, elsewhere: [OTHER] };
    expect(world.give(move({ id: 'move-2', capacity })).kind).toBe('accepted');
  });

  test('counts within one entry', () => {
    const world = new LedgerWorld();
    const both = [move({ capacity: one }), move({ id: 'move-2', item: OTHER, capacity: one })];
    expect(world.giveAll(both).map(({ kind }) => kind)).toEqual(['accepted', 'refused']);
  });

  test.each(['planning', null] as const)('does not count what the ledger knows in %s', (stage) => {
    const world = new LedgerWorld();
    world.give({ kind: 'observe', item: OTHER, sighting: seen(stage, 1), starts: IMPLEMENTATION });
    expect(world.state.items[OTHER]).toBeDefined();
    expect(world.give(move({ capacity: one })).kind).toBe('accepted');
  });

  test('does not count the item itself', () => {
    const capacity = { ...one, listed: [ITEM] };
    expect(new LedgerWorld().give(move({ capacity })).kind).toBe('accepted');
  });
});

describe('a move under a claim', () => {
  test('is refused once the claim is lost', () => {
    expect(new LedgerWorld().give(move({ claim: 'claim-9' }))).toEqual({
      kind: 'refused',
      reason: 'claim-lost',
    });
  });
});

test('a move under a claim is refused once that claim is lost, though others hold theirs', () => {
  const world = new LedgerWorld();
  world.give(claim({ item: OTHER, subjects: [`item ${OTHER}`] }));
  expect(world.give(move({ claim: 'claim-9' }))).toEqual({ kind: 'refused', reason: 'claim-lost' });
  expect(world.give(move({ claim: 'claim-1' })).kind).toBe('accepted');
});

describe('a move that is no more', () => {
  const adopt = { kind: 'adopt', id: 'move-9', item: ITEM, run: null, isOver: true } as const;
  const sighting = seen('backlog', 1);

  test.each([
    ['of an item that the ledger does not know', new LedgerWorld(), 'move-1'],
    ['of an item that is not about to be moved', settled(), 'move-1'],
    ['that another has taken the place of', decided(), 'move-0'],
  ])('is neither taken over nor given up: one %s', (_, world, id) => {
    const before = world.state;
    expect(world.give({ ...adopt, move: id, sighting })).toEqual({ kind: 'noop', reason: 'already-there' });
    const abandon = { kind: 'abandon', item: ITEM, move: id, why: 'refused' } as const;
    expect(world.give(abandon)).toEqual({ kind: 'noop', reason: 'already-there' });
    expect(world.state).toBe(before);
  });

  function decided(): LedgerWorld {
    const world = new LedgerWorld();
    world.give(move());
    return world;
  }

  function settled(): LedgerWorld {
    const world = decided();
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 2) });
    return world;
  }
});

describe('a move that its run did not live to write', () => {
  const adopt = { kind: 'adopt', id: 'move-9', item: ITEM, move: 'move-1', run: null } as const;

  test('is written by another once its run is over', () => {
    const world = new LedgerWorld();
    world.give(move());
    expect(world.give({ ...adopt, sighting: seen('backlog', 1), isOver: true }).kind).toBe('accepted');
    expect(world.state.items[ITEM]?.move?.id).toBe('move-9');
  });

  test.each([
    ['its run lives', seen('backlog', 1), false, 'claimed'],
    ['a person moved the item', seen('planning', 4), true, 'state-changed'],
    ['a person moved the item away and back', seen('backlog', 4), true, 'state-changed'],
    ['the reading is old', seen('backlog', 0.5), true, 'state-stale'],
  ])('is left alone if %s', (_, sighting, isOver, reason) => {
    const world = new LedgerWorld();
    world.give(move());
    expect(world.give({ ...adopt, sighting, isOver })).toEqual({ kind: 'refused', reason });
  });

  test('is taken over once', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give({ ...adopt, sighting: seen('backlog', 1), isOver: true });
    expect(world.give({ ...adopt, id: 'move-10', sighting: seen('backlog', 1), isOver: true }).kind).toBe(
      'noop',
    );
  });
});
