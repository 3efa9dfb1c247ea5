import { describe, expect, test } from 'vitest';
import { evolve } from '../../../../src/core/ledger/evolve.ts';
import { ENTRY_VERSION } from '../../../../src/core/ledger/ledger-event.ts';
import { ledgerStateSchema, RECENT_ENTRIES } from '../../../../src/core/ledger/ledger-state.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';

describe('what the ledger holds', () => {
  test('does not grow with work that is finished', () => {
    const world = new LedgerWorld();
    const size = () => JSON.stringify(world.state).length;
    const sizes: number[] = [];
    for (let number = 1; number <= 1000; number += 1) {
      const item = `acme/web#${number}`;
      const at = world.now;
      world.give(move({ id: `move-${number}`, item, sighting: seen('backlog', at), starts: IMPLEMENTATION }));
      world.give({ kind: 'observe', item, sighting: seen('done', at + 1) });
      world.now += 30;
      sizes.push(size());
    }
    expect(Object.keys(world.state.items).length).toBeLessThanOrEqual(1);
    expect(Math.max(...sizes.slice(100)) - Math.min(...sizes.slice(100))).toBeLessThan(500);
  });

  test('names its newest entries, and no more than it may', () => {
    const world = new LedgerWorld();
    for (let count = 0; count < 100; count += 1) {
      world.give({
        kind: 'observe',
        item: ITEM,
        sighting: seen(count % 2 ? 'todo' : 'planning', count),
        starts: IMPLEMENTATION,
      });
    }
    expect(world.state.recent).toHaveLength(RECENT_ENTRIES);
    expect(world.state.recent.at(-1)).toBe(`entry-${world.now}`);
  });

  test('keeps an item as long as a replica may show it where it was', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give({ kind: 'observe', item: ITEM, sighting: seen('done', 2) });
    expect(world.state.items[ITEM]).toBeDefined();
    world.now = 60;
    world.give({ kind: 'break', why: 'anything' });
    expect(world.state.items[ITEM]).toBeUndefined();
  });

  test('keeps what a person has to look at', () => {
    const world = new LedgerWorld();
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.give({ kind: 'lose', key: `implementation:${ITEM}:2`, how: 'cancelled', maxAttempts: 1 });
    world.now = 600;
    world.give({ kind: 'break', why: 'anything' });
    expect(world.state.items[ITEM]?.needsHuman).toBe(true);
  });

  test('remembers whom a run has taken over from, for the next one to fence off if it comes to nothing', () => {
    const world = new LedgerWorld();
    world.give(move());
    world.give(claim());
    expect(world.state.items[ITEM]?.deadSince).toBeNull();
    world.give(claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, dead: ['claim-1'] }));
    const at = minute(world.now);
    world.give({ kind: 'release', claim: 'claim-2' });
    expect(world.state.items[ITEM]?.deadSince).toBe(at);
  });

  test('loses nothing of others with the end of one run', () => {
    const world = new LedgerWorld();
    const third = 'acme/web#540';
    const holders = [
      { id: 'claim-1', run: { id: 20, attempt: 1 }, item: ITEM, subjects: [`item ${ITEM}`] },
      { id: 'claim-2', run: { id: 20, attempt: 2 }, item: OTHER, subjects: [`item ${OTHER}`] },
      { id: 'claim-3', run: { id: 22, attempt: 1 }, item: third, subjects: [`item ${third}`] },
    ];
    for (const [index, { item }] of holders.entries()) {
      world.give(move({ id: `move-${index}`, item, starts: IMPLEMENTATION }));
    }
    for (const holder of holders) world.give(claim(holder));
    const { claims, dispatches, items } = world.state;
    world.give({ kind: 'release', claim: 'claim-2', forDead: true });
    const { [`item ${OTHER}`]: _, ...others } = claims;
    expect(world.state.claims).toEqual(others);
    // What that run was started for ends with it; what waits for another run, and what others work on, does not.
    const accepted = Object.entries(dispatches).filter(([, { acceptedBy }]) => acceptedBy?.attempt !== 2);
    expect(world.state.dispatches).toEqual(Object.fromEntries(accepted));
    expect(accepted).toHaveLength(5);
    expect(world.state.items).toEqual({
      ...items,
      [OTHER]: { ...items[OTHER], deadSince: minute(world.now) },
    });
  });

  test('is what its own schema accepts, after every kind of entry', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 3) });
    world.give({ kind: 'break', why: 'the workflow is disabled' });
    world.give({ kind: 'mend' });
    expect(ledgerStateSchema.parse(world.state)).toEqual(world.state);
  });

  test('does not depend on the state object it was given', () => {
    const world = new LedgerWorld();
    const before = JSON.stringify(world.state);
    const entry = {
      version: ENTRY_VERSION,
      id: 'x',
      seq: 2,
      at: minute(1),
      events: [{ type: 'breaker-closed' }],
    } as const;
    evolve(world.state, { ...entry, events: [...entry.events] });
    expect(JSON.stringify(world.state)).toBe(before);
  });
});
