import { describe, expect, test } from 'vitest';
import type { LedgerCommand, MoveCommand } from '../../../../src/core/ledger/ledger-command.ts';
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

const KEY = `implementation:${ITEM}:2`;
const byKey = { dispatch: { kind: 'key', key: KEY } } as const;
const manager = { agent: 'backlog-manager', subjects: ['project'], item: null } as const;
const request = { kind: 'request', agent: 'implementation', item: ITEM, cause: 'again' } as const;

function given(...commands: readonly LedgerCommand[]): LedgerWorld {
  const world = new LedgerWorld();
  for (const command of commands) {
    const verdict = world.give(command);
    if (verdict.kind !== 'accepted') throw new Error(JSON.stringify({ command, verdict }));
  }
  return world;
}

const asked = move({ starts: IMPLEMENTATION });

describe('a claim takes from others what is theirs', () => {
  test('not because their run has a lower number of attempts', () => {
    const world = given(claim());
    const other = claim({ id: 'claim-2', run: { id: 21, attempt: 2 } });
    expect(world.give(other)).toMatchObject({ kind: 'refused', reason: 'claimed' });
  });

  test('not for another process of the same attempt', () => {
    const world = given(claim());
    expect(world.give(claim({ id: 'claim-2' }))).toMatchObject({ kind: 'refused', reason: 'claimed' });
  });

  test('not while one of two holders lives', () => {
    const both = [`item ${ITEM}`, `item ${OTHER}`];
    const world = given(
      claim(),
      claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, subjects: both.slice(1) }),
    );
    const third = claim({ id: 'claim-3', run: { id: 22, attempt: 1 }, subjects: both, dead: ['claim-1'] });
    expect(world.give(third)).toMatchObject({ kind: 'refused', holder: { id: 'claim-2' } });
  });

  test('not where it holds one of two subjects already', () => {
    const theirs = claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, subjects: [`item ${OTHER}`] });
    const world = given(claim(), theirs);
    const both = claim({ subjects: [`item ${ITEM}`, `item ${OTHER}`] });
    expect(world.give(both)).toMatchObject({ kind: 'refused', holder: { id: 'claim-2' } });
  });

  test('and names each dead holder once', () => {
    const both = [`item ${ITEM}`, 'pull-request acme/web#600'];
    const world = given(claim({ subjects: both }));
    const next = claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, subjects: both, dead: ['claim-1'] });
    expect(world.give(next)).toMatchObject({ event: { takenFrom: ['claim-1'], subjects: both } });
  });

  test('and is granted anew where it holds only a part of what it asks for', () => {
    const world = given(claim());
    const more = claim({ subjects: [`item ${ITEM}`, 'pull-request acme/web#600'] });
    expect(world.give(more).kind).toBe('accepted');
    expect(Object.keys(world.state.claims)).toHaveLength(2);
  });
});

describe('a dispatch that a run has accepted', () => {
  const accepted = (attempt: number): LedgerWorld =>
    given(asked, claim({ ...byKey, run: { id: 20, attempt } }));

  test('is not open to an earlier attempt of that run', () => {
    const world = accepted(2);
    const earlier = claim({ ...byKey, id: 'claim-2', run: { id: 20, attempt: 1 }, dead: ['claim-1'] });
    expect(world.give(earlier)).toEqual({ kind: 'refused', reason: 'dispatch-closed' });
  });

  test('is open to another process of the same attempt, once that is known to be dead', () => {
    const again = claim({ ...byKey, id: 'claim-2', dead: ['claim-1'] });
    expect(accepted(1).give(again).kind).toBe('accepted');
  });

  test('is known to be sent to that run', () => {
    expect(accepted(1).state.dispatches[KEY]).toMatchObject({ sent: 20, acceptedBy: { id: 20, attempt: 1 } });
  });
});

describe('the end of a run', () => {
  test('starts no run of the project because somebody wanted its item', () => {
    const world = given(claim({ agent: 'backlog-manager' }), { kind: 'want', subjects: [`item ${ITEM}`] });
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toEqual([]);
  });

  test.each([
    ['of another agent', { agent: 'planning', item: null }],
    ['of an item', { agent: 'backlog-manager', item: OTHER }],
  ])('starts the next of its project though a run %s waits', (_, other) => {
    const world = given(claim(manager), { kind: 'want', subjects: ['project'] }, { ...request, ...other });
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toContain('backlog-manager:project:5');
  });

  test('starts the next of its project though one is at work already', () => {
    const world = given(claim(manager), { kind: 'want', subjects: ['project'] });
    // The run's own dispatch is accepted, and ends with it.
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(waiting(world.state)).toEqual(['backlog-manager:project:4']);
  });

  test('starts the next of its project, because it was wanted, though the run held more', () => {
    const more = { ...manager, subjects: ['project', `item ${ITEM}`] };
    const world = given(claim(more), { kind: 'want', subjects: ['project'] });
    world.give({ kind: 'release', claim: 'claim-1' });
    expect(world.state.dispatches).toMatchObject({ 'backlog-manager:project:4': { cause: 'wanted' } });
  });

  test('says whose run it was, and that it was found dead', () => {
    const released = given(claim()).give({ kind: 'release', claim: 'claim-1', forDead: true });
    expect(released).toEqual({
      kind: 'accepted',
      event: {
        type: 'released',
        claim: 'claim-1',
        run: { id: 20, attempt: 1 },
        forDead: true,
        failed: null,
        cost: null,
        requests: [],
      },
    });
  });
});

test('subjects that nobody holds are wanted of nobody', () => {
  const world = given(claim());
  const both = { kind: 'want', subjects: [`item ${ITEM}`, 'project'] } as const;
  expect(world.give(both)).toMatchObject({ event: { subjects: [`item ${ITEM}`] } });
  expect(world.give({ kind: 'want', subjects: ['project'] })).toEqual({
    kind: 'noop',
    reason: 'already-known',
  });
});

describe('a run that is asked for', () => {
  const waits = (...more: Parameters<typeof seen>) => ({ ...request, waits: seen(...more) });
  const none = new LedgerWorld();
  const decided: MoveCommand = move({ expected: ['todo'], to: 'planning', sighting: seen('todo', 1) });

  test.each<[string, LedgerWorld, LedgerCommand, string]>([
    ['its item is held', given(claim()), waits('todo', 1), 'claimed'],
    ['its item is in two stages', none, waits('todo', 1, { ambiguous: true }), 'state-ambiguous'],
    ['its item is closed', none, waits('todo', 1, { open: false }), 'item-closed'],
    ['its item is elsewhere', none, waits('planning', 1), 'state-changed'],
    ['its item is about to be moved', given(decided), waits('todo', 1), 'state-changed'],
    ['the reading of its item is old', given(decided), waits('todo', 0.5), 'state-stale'],
  ])('is refused while %s', (_, world, command, reason) => {
    expect(world.give(command)).toEqual({ kind: 'refused', reason });
  });

  test('is told nothing of the board where it was found to be due', () => {
    expect(given(claim()).give(request).kind).toBe('accepted');
  });

  test.each([
    ['of another agent', { ...request, agent: 'planning' }],
    ['of another item', { ...request, item: OTHER }],
    ['of the project', { ...request, agent: 'backlog-manager', item: null }],
  ])('is another than one %s', (_, other) => {
    expect(given(request).give(other).kind).toBe('accepted');
  });
});

describe('word of a dispatch', () => {
  test.each<[string, LedgerCommand]>([
    ['that it was sent', { kind: 'sent', key: KEY, run: 7 }],
    ['that it was lost', { kind: 'lose', key: KEY, how: 'evicted', maxAttempts: 1 }],
  ])('that nobody asked for changes nothing: %s', (_, command) => {
    expect(new LedgerWorld().give(command)).toEqual({ kind: 'noop', reason: 'dispatch-closed' });
  });

  test('that comes again changes nothing, and another run does', () => {
    const world = given(asked, { kind: 'sent', key: KEY, run: 7 });
    expect(world.give({ kind: 'sent', key: KEY, run: 7 })).toEqual({ kind: 'noop', reason: 'already-known' });
    expect(world.give({ kind: 'sent', key: KEY, run: 8 }).kind).toBe('accepted');
  });

  test.each([
    ['never-started', 2, { item: ITEM, cause: 'implementation never-started', handedOver: false }],
    ['never-started', 1, { item: ITEM, cause: 'implementation never-started', handedOver: true }],
    ['cancelled', 5, { item: ITEM, cause: 'cancelled', handedOver: true }],
    ['evicted', 1, null],
    ['refused', 1, null],
  ] as const)(
    'that its run came to nothing (%s, of %i attempts) counts as %o',
    (how, maxAttempts, failed) => {
      const lost = given(asked).give({ kind: 'lose', key: KEY, how, maxAttempts });
      expect(lost).toEqual({ kind: 'accepted', event: { type: 'dispatch-lost', key: KEY, how, failed } });
    },
  );

  test('counts as a failure of an item of which the ledger knows nothing else', () => {
    const lost = given(request).give({ kind: 'lose', key: KEY, how: 'never-started', maxAttempts: 1 });
    expect(lost).toMatchObject({ event: { failed: { item: ITEM, handedOver: true } } });
  });

  test.each(['never-started', 'cancelled'] as const)('of a project is nobody’s failure (%s)', (how) => {
    const key = 'backlog-manager:project:2';
    const world = given({ ...request, agent: 'backlog-manager', item: null });
    expect(world.give({ kind: 'lose', key, how, maxAttempts: 1 })).toMatchObject({ event: { failed: null } });
  });
});

describe('what the board shows of an item', () => {
  const observe = { kind: 'observe', item: ITEM } as const;

  test('that nobody asked about and that starts nobody is not written down', () => {
    const verdict = new LedgerWorld().give({ ...observe, sighting: seen('planning', 1) });
    expect(verdict).toEqual({ kind: 'noop', reason: 'no-trigger' });
  });

  test('counts from the second in which the ledger was made', () => {
    const at = (when: number) => ({ ...observe, sighting: seen('todo', when), starts: IMPLEMENTATION });
    expect(new LedgerWorld().give(at(0)).kind).toBe('accepted');
    expect(new LedgerWorld().give(at(-1 / 60))).toEqual({ kind: 'refused', reason: 'before-ledger' });
  });

  test('is news of an item that the ledger knows, though it is older than the ledger', () => {
    const world = new LedgerWorld();
    const before = { ...world.state, since: minute(30) };
    world.give({ ...observe, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    world.state = { ...world.state, since: before.since };
    expect(world.give({ ...observe, sighting: seen('planning', 2) }).kind).toBe('accepted');
  });

  test('in another stage than a move’s destination is a person’s hand, and starts who is to be started', () => {
    const world = given(move());
    const seenThere = { ...observe, sighting: seen('planning', 4), starts: IMPLEMENTATION };
    expect(world.give(seenThere)).toMatchObject({
      event: { by: 'person', requests: [{ key: `implementation:${ITEM}:3` }] },
    });
  });
});

describe('the breaker', () => {
  test('is opened once, with its reason, and closed once', () => {
    const world = new LedgerWorld();
    const opened = { type: 'breaker-opened', why: 'broken', since: minute(1) };
    expect(world.give({ kind: 'mend' })).toEqual({ kind: 'noop', reason: 'already-known' });
    world.now = 0;
    expect(world.give({ kind: 'break', why: 'broken' })).toEqual({ kind: 'accepted', event: opened });
    expect(world.give({ kind: 'break', why: 'again' })).toEqual({ kind: 'noop', reason: 'already-known' });
    expect(world.give({ kind: 'mend' })).toEqual({ kind: 'accepted', event: { type: 'breaker-closed' } });
    expect(world.state.breaker).toBeNull();
  });
});
