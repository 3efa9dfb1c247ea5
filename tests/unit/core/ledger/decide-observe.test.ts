import { describe, expect, test } from 'vitest';
import { IMPLEMENTATION, ITEM, LedgerWorld, move, seen, waiting } from './ledger-world.ts';

const observe = { kind: 'observe', item: ITEM } as const;

describe('what the board shows', () => {
  test('settles the move that was decided, and asks for no second run', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    expect(world.give({ ...observe, sighting: seen('todo', 3), starts: IMPLEMENTATION })).toMatchObject({
      kind: 'accepted',
      event: { by: 'settled', requests: [] },
    });
    expect(world.state.items[ITEM]).toMatchObject({ move: null, seen: { stage: 'todo' }, visit: 2 });
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:2`]);
  });

  test('asks for a run when a person moved the item to where an agent starts', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:2`]);
  });

  test('asks once, however often it is shown', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    const again = world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    expect(again).toEqual({ kind: 'noop', reason: 'already-known' });
  });

  test('asks again for a second visit', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.give({ ...observe, sighting: seen('planning', 2) });
    world.give({ ...observe, sighting: seen('todo', 3), starts: IMPLEMENTATION });
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:4`]);
  });

  test('asks once for two visits that are told in one entry', () => {
    const world = new LedgerWorld();
    const [first, second] = world.giveAll([
      { ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION },
      { ...observe, sighting: seen('todo', 3), starts: IMPLEMENTATION },
    ]);
    const asked = { kind: 'accepted', event: { requests: [{ key: `implementation:${ITEM}:2` }] } };
    expect([first, second]).toMatchObject([asked, asked]);
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:2`]);
    expect(world.state.items[ITEM]?.seen).toEqual(seen('todo', 3).version);
  });

  test('starts nothing that was there before the ledger', () => {
    const verdict = new LedgerWorld().give({
      ...observe,
      sighting: seen('todo', -1),
      starts: IMPLEMENTATION,
    });
    expect(verdict).toEqual({ kind: 'refused', reason: 'before-ledger' });
  });

  test('starts nothing for a closed issue', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1, { open: false }), starts: IMPLEMENTATION });
    expect(waiting(world.state)).toEqual([]);
  });

  test('decides nothing while it is older than what is known, or in the middle of a move', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 3), starts: IMPLEMENTATION });
    expect(world.give({ ...observe, sighting: seen('backlog', 2) })).toMatchObject({ reason: 'state-stale' });
    const between = seen('backlog', 9, { ambiguous: true });
    expect(world.give({ ...observe, sighting: between })).toMatchObject({ reason: 'state-ambiguous' });
  });

  test('settles no move while it is older than what the move was decided on', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.give({ ...observe, sighting: seen('backlog', 4) });
    world.give(move({ sighting: seen('backlog', 4) }));
    // A replica shows it in todo, where it was before a person took it out.
    expect(world.give({ ...observe, sighting: seen('todo', 1) })).toEqual({
      kind: 'refused',
      reason: 'state-stale',
    });
    expect(world.state.items[ITEM]).toMatchObject({ move: { to: 'todo' }, seen: { stage: 'backlog' } });
  });

  test('is a person who wins over a move that was not written yet', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give({ ...observe, sighting: seen('planning', 3) });
    expect(world.state.items[ITEM]).toMatchObject({ move: null, seen: { stage: 'planning' } });
    expect(waiting(world.state)).toEqual([]);
  });

  test('forgives what went wrong before', () => {
    const world = new LedgerWorld();
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.give({ kind: 'lose', key: `implementation:${ITEM}:2`, how: 'cancelled', maxAttempts: 3 });
    expect(world.state.items[ITEM]?.needsHuman).toBe(true);
    world.give({ ...observe, sighting: seen('backlog', 4) });
    expect(world.state.items[ITEM]?.needsHuman).toBe(false);
    expect(world.state.items[ITEM]?.attempts).toEqual({});
  });
});
