import { describe, expect, test } from 'vitest';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, move, OTHER, seen, waiting } from './ledger-world.ts';

const KEY = `implementation:${ITEM}:2`;

function requested(): LedgerWorld {
  const world = new LedgerWorld();
  world.give(move({ starts: IMPLEMENTATION }));
  return world;
}

describe('a claim', () => {
  test('is had by one run at a time', () => {
    const world = new LedgerWorld();
    world.give(claim());
    const second = world.give(claim({ id: 'claim-2', run: { id: 21, attempt: 1 } }));
    expect(second).toMatchObject({ kind: 'refused', reason: 'claimed', holder: { id: 'claim-1' } });
  });

  test('is known again by its id alone', () => {
    const world = new LedgerWorld();
    world.give(claim());
    expect(world.give(claim())).toEqual({ kind: 'noop', reason: 'already-known' });
    expect(world.give(claim({ id: 'claim-2' })).kind).toBe('refused');
  });

  test('is held for all of its subjects or for none', () => {
    const world = new LedgerWorld();
    world.give(claim({ subjects: [`item ${OTHER}`], item: OTHER }));
    const both = claim({
      id: 'claim-2',
      run: { id: 21, attempt: 1 },
      subjects: [`item ${ITEM}`, `item ${OTHER}`],
    });
    expect(world.give(both).kind).toBe('refused');
    expect(world.state.claims[`item ${ITEM}`]).toBeUndefined();
  });

  test('passes to another once GitHub says that its run is dead, with a greater epoch', () => {
    const world = new LedgerWorld();
    world.give(claim());
    world.give(claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, dead: ['claim-1'] }));
    expect(world.state.claims[`item ${ITEM}`]).toMatchObject({ id: 'claim-2', epoch: 3 });
  });

  test('passes to a later attempt of its own run', () => {
    const world = new LedgerWorld();
    world.give(claim());
    expect(world.give(claim({ id: 'claim-2', run: { id: 20, attempt: 2 } })).kind).toBe('accepted');
  });

  test('does not pass to an earlier attempt of its own run', () => {
    const world = new LedgerWorld();
    world.give(claim({ run: { id: 20, attempt: 2 } }));
    expect(world.give(claim({ id: 'claim-2', run: { id: 20, attempt: 1 } })).kind).toBe('refused');
  });
});

describe('a dispatch', () => {
  const byKey = { dispatch: { kind: 'key', key: KEY } } as const;

  test('is accepted by one run', () => {
    const world = requested();
    expect(world.give(claim(byKey)).kind).toBe('accepted');
    world.give({ kind: 'release', claim: 'claim-1' });
    const second = world.give(claim({ ...byKey, id: 'claim-2', run: { id: 21, attempt: 1 } }));
    expect(second).toEqual({ kind: 'refused', reason: 'dispatch-closed' });
  });

  test('is accepted by one run even after its claim passed on', () => {
    const world = requested();
    world.give(claim(byKey));
    const second = claim({ ...byKey, id: 'claim-2', run: { id: 21, attempt: 1 }, dead: ['claim-1'] });
    expect(world.give(second)).toEqual({ kind: 'refused', reason: 'dispatch-closed' });
  });

  test('is taken up again by a later attempt of its run', () => {
    const world = requested();
    world.give(claim(byKey));
    expect(world.give(claim({ ...byKey, id: 'claim-2', run: { id: 20, attempt: 2 } })).kind).toBe('accepted');
  });

  test.each([
    ['that nobody asked for', claim({ dispatch: { kind: 'key', key: 'implementation:acme/web#538:99' } })],
    ['of another agent', claim({ ...byKey, agent: 'planning' })],
    ['of another item', claim({ ...byKey, item: OTHER, subjects: [`item ${OTHER}`] })],
  ])('%s starts nothing', (_, command) => {
    expect(requested().give(command)).toEqual({ kind: 'refused', reason: 'dispatch-closed' });
  });

  test('by hand is asked for and accepted in one', () => {
    const world = new LedgerWorld();
    world.give(claim());
    expect(world.state.dispatches[KEY]).toMatchObject({
      acceptedBy: { id: 20, attempt: 1 },
      cause: 'by hand',
    });
  });

  test('is asked for once while nobody has accepted it', () => {
    const world = requested();
    const again = { kind: 'request', agent: 'implementation', item: ITEM, cause: 'again' } as const;
    expect(world.give(again)).toEqual({ kind: 'noop', reason: 'run-waiting' });
    world.give(claim(byKey));
    expect(world.give(again).kind).toBe('accepted');
  });

  test('that was evicted is asked for again, and is nobody’s failure', () => {
    const world = requested();
    world.give({ kind: 'lose', key: KEY, how: 'evicted', maxAttempts: 1 });
    expect(world.state.items[ITEM]?.attempts).toEqual({});
    expect(world.state.items[ITEM]?.needsHuman).toBe(false);
    expect(waiting(world.state)).toEqual([]);
  });

  test('whose run never started is a failed attempt', () => {
    const world = requested();
    world.give({ kind: 'lose', key: KEY, how: 'never-started', maxAttempts: 2 });
    expect(world.state.items[ITEM]?.attempts).toEqual({ 'implementation never-started': 1 });
  });

  test('remembers the run that it was sent to, until one has accepted it', () => {
    const world = requested();
    world.give({ kind: 'sent', key: KEY, run: 20 });
    expect(world.state.dispatches[KEY]?.sent).toBe(20);
    world.give(claim({ dispatch: { kind: 'key', key: KEY } }));
    expect(world.give({ kind: 'sent', key: KEY, run: 21 })).toEqual({
      kind: 'noop',
      reason: 'dispatch-closed',
    });
  });

  test('that was accepted is not lost by a late message', () => {
    const world = requested();
    world.give(claim(byKey));
    const late = world.give({ kind: 'lose', key: KEY, how: 'cancelled', maxAttempts: 1 });
    expect(late).toEqual({ kind: 'noop', reason: 'dispatch-closed' });
  });

  test('that a person cancelled is handed to a person, and not asked for again', () => {
    const world = requested();
    world.give({ kind: 'lose', key: KEY, how: 'cancelled', maxAttempts: 5 });
    const again = world.give({ kind: 'request', agent: 'implementation', item: ITEM, cause: 'no-run' });
    expect(again).toEqual({ kind: 'refused', reason: 'needs-human' });
    expect(world.give(claim()).kind).toBe('accepted');
  });
});

describe('a release', () => {
  test('gives up the claim and what it accepted', () => {
    const world = requested();
    world.give(claim({ dispatch: { kind: 'key', key: KEY } }));
    world.give({ kind: 'release', claim: 'claim-1' });
    expect([world.state.claims, world.state.dispatches]).toEqual([{}, {}]);
  });

  test('of a claim that has passed on takes nothing from its successor', () => {
    const world = new LedgerWorld();
    world.give(claim());
    world.give(claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, dead: ['claim-1'] }));
    expect(world.give({ kind: 'release', claim: 'claim-1' })).toEqual({ kind: 'noop', reason: 'claim-lost' });
    expect(world.state.claims[`item ${ITEM}`]?.id).toBe('claim-2');
  });

  test('of a project that was wanted meanwhile asks for the next run', () => {
    const world = new LedgerWorld();
    const manager = { agent: 'backlog-manager', subjects: ['project'], item: null } as const;
    world.give(claim(manager));
    world.give({ kind: 'want', subjects: ['project'] });
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toEqual(['backlog-manager:project:4']);
  });

  test('of a project asks for no second run while one is asked for', () => {
    const world = new LedgerWorld();
    const manager = { agent: 'backlog-manager', subjects: ['project'], item: null } as const;
    world.give(claim(manager));
    world.give({ kind: 'want', subjects: ['project'] });
    world.give({ kind: 'request', agent: 'backlog-manager', item: null, cause: 'entered-backlog' });
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toEqual(['backlog-manager:project:4']);
  });

  test('is asked for the next run once, however many want it', () => {
    const world = new LedgerWorld();
    world.give(claim({ agent: 'backlog-manager', subjects: ['project'], item: null }));
    world.give({ kind: 'want', subjects: ['project'] });
    const again = world.give({ kind: 'want', subjects: ['project'] });
    expect(again).toEqual({ kind: 'noop', reason: 'already-known' });
  });

  test('of a project that nobody wanted asks for nothing', () => {
    const world = new LedgerWorld();
    world.give(claim({ agent: 'backlog-manager', subjects: ['project'], item: null }));
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toEqual([]);
  });

  test('counts what went wrong, and hands the item to a person once', () => {
    const world = requested();
    const failed = { item: ITEM, cause: 'implementation died', maxAttempts: 2 };
    const handedOver = [1, 2, 3].map((count) => {
      world.give(claim({ id: `claim-${count}`, run: { id: 20 + count, attempt: 1 } }));
      const verdict = world.give({ kind: 'release', claim: `claim-${count}`, failed });
      return (
        verdict.kind === 'accepted' && verdict.event.type === 'released' && verdict.event.failed?.handedOver
      );
    });
    expect(handedOver).toEqual([false, true, false]);
    expect(world.state.items[ITEM]).toMatchObject({
      needsHuman: true,
      attempts: { 'implementation died': 3 },
    });
  });
});

describe('an item that was handed to a person', () => {
  test('is taken up by no run that was asked for before', () => {
    const world = requested();
    world.give(claim());
    const failed = { item: ITEM, cause: 'implementation died', maxAttempts: 1 };
    world.give({ kind: 'release', claim: 'claim-1', failed });
    const late = claim({ id: 'claim-2', dispatch: { kind: 'key', key: KEY } });
    expect(world.give(late)).toEqual({ kind: 'refused', reason: 'needs-human' });
  });

  test('is selected by nobody until it was moved by hand', () => {
    const world = new LedgerWorld();
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.give({ kind: 'lose', key: KEY, how: 'cancelled', maxAttempts: 1 });
    const back = {
      sighting: seen('todo', 1),
      expected: ['todo'],
      to: 'in-progress',
      starts: IMPLEMENTATION,
    } as const;
    expect(world.give(move(back))).toEqual({ kind: 'refused', reason: 'needs-human' });
    expect(world.give(move({ ...back, isByHand: true })).kind).toBe('accepted');
    expect(world.state.items[ITEM]?.needsHuman).toBe(false);
    expect(world.state.items[ITEM]?.attempts).toEqual({});
  });
});
