import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import type { Append } from '../../../../src/core/ledger/protocol/decide-append.ts';
import type { Protocol } from '../../../../src/core/ledger/protocol/effect.ts';
import { MAX_ATTEMPTS, submit, transact } from '../../../../src/core/ledger/protocol/transact.ts';
import { LedgerWorld } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const WANTED: LedgerCommand = { kind: 'request', agent: 'backlog-manager', item: null, cause: 'capacity' };
/** Nothing to mend: the breaker is closed. */
const NOTHING: LedgerCommand = { kind: 'mend' };

/** Decides something else each time, as a run does that reads something else each time. */
function decide(...commands: readonly LedgerCommand[]) {
  let reading = 0;
  return transact('mine', () => {
    const command = commands[reading] ?? NOTHING;
    reading += 1;
    return { kind: 'commands', commands: [command], read: reading };
  });
}

/** The answer to the first append is lost, and a replica shows the ledger as it was before, for so many readings. */
function behind(lost: 'before' | 'after', readings: number, then: (world: PlayedWorld) => void = () => {}) {
  const world = new PlayedWorld(new LedgerWorld().state, 10);
  const { state, head } = world;
  world.lost.set('append', lost);
  let waits = 0;
  world.before = ({ kind }) => {
    if (kind !== 'wait') return;
    waits += 1;
    world.replica = waits <= readings ? { state, head } : undefined;
    if (waits === readings) then(world);
  };
  return { world, waits: () => waits };
}

describe('what is refused while the head is still that of a lost append', () => {
  test('is no answer: the entry is found once a newer head is read', () => {
    const { world } = behind('after', 3);
    expect(world.play(decide(WANTED, NOTHING))).toMatchObject({
      kind: 'decided',
      verdicts: [{ kind: 'accepted' }],
      read: 1,
      recovered: { latest: 2 },
    });
  });

  test('is the answer once a newer head shows that the entry never came to stand there', () => {
    const other = new LedgerWorld();
    other.give(WANTED);
    const { world } = behind('before', 3, (now) => {
      now.state = other.state;
      now.head += 1;
    });
    const end = world.play(decide(WANTED, NOTHING, WANTED));
    expect(end).toMatchObject({ kind: 'decided', verdicts: [{ kind: 'noop' }], read: 2 });
    expect(end).not.toHaveProperty('recovered');
    expect(world.state).toBe(other.state);
  });

  test('ends with what became of the append, if no newer head is read for long', () => {
    const { world, waits } = behind('after', Number.POSITIVE_INFINITY);
    expect(world.play(decide(WANTED, NOTHING))).toMatchObject({
      kind: 'failed',
      reason: 'github-unavailable',
    });
    expect(waits()).toBe(MAX_ATTEMPTS - 1);
  });
});

test('what is accepted on the head of a lost append is appended there, which GitHub takes once', () => {
  const { world } = behind('after', 1);
  expect(world.play(decide(WANTED, WANTED))).toMatchObject({ kind: 'decided', recovered: { latest: 2 } });
  expect(Object.keys(world.state.dispatches)).toEqual(['backlog-manager:project:2']);
});

test('what is refused on a head on which nothing was tried is refused at once', () => {
  const { world, waits } = behind('after', 0);
  expect(world.play(decide(NOTHING))).toMatchObject({ kind: 'decided', verdicts: [{ kind: 'noop' }] });
  expect(waits()).toBe(0);
});

/** The kinds of what was asked for. */
const askedOf = ({ asked }: PlayedWorld) => asked.map(({ kind }) => kind);
const why = { reason: 'github-unavailable', message: '502' } as const;

describe('a decision fails with the reason', () => {
  test('why the ledger cannot be read', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    world.instead.set('read-ledger', { kind: 'unreadable', ...why });
    expect(world.play(decide(WANTED))).toEqual({ kind: 'failed', ...why });
    expect(askedOf(world)).toEqual(['read-ledger']);
  });

  test('why the ledger cannot be written, and is not tried again', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    world.instead.set('append', { kind: 'denied', ...why });
    expect(world.play(decide(WANTED))).toEqual({ kind: 'failed', ...why });
    expect(askedOf(world)).toEqual(['read-ledger', 'append']);
  });

  test('why what it needs cannot be read, and lets go those who read the ledger with it', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    expect(world.play(transact('mine', () => ({ kind: 'stop', ...why })))).toEqual({
      kind: 'failed',
      ...why,
    });
    expect(askedOf(world)).toEqual(['read-ledger', 'pass']);
  });

  test('that others were faster each time, after longer and longer waits', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    world.before = ({ kind }) => {
      if (kind === 'append') world.head += 1;
    };
    const end = {
      kind: 'failed',
      reason: 'ledger-contended',
      message: `${MAX_ATTEMPTS} appends met a newer head.`,
    };
    expect(world.play(submit('mine', [WANTED]))).toEqual(end);
    const waits = world.asked.flatMap((effect) => (effect.kind === 'wait' ? [effect.attempt] : []));
    expect(waits).toEqual(Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => index + 1));
  });

  test('that an answer was lost, though others were faster later', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    world.lost.set('append', 'before');
    world.before = ({ kind }) => {
      if (kind === 'append' && !world.lost.has('append')) world.head += 1;
    };
    expect(world.play(submit('mine', [WANTED]))).toMatchObject({ kind: 'failed', message: 'no answer' });
  });
});

describe('who read the ledger together waits for nobody in vain:', () => {
  test('a decision that is appended asks for nothing more', () => {
    const world = new PlayedWorld(new LedgerWorld().state, 10);
    expect(world.play(submit('mine', [WANTED]))).toMatchObject({ kind: 'decided', state: { seq: 2 } });
    expect(askedOf(world)).toEqual(['read-ledger', 'append']);
  });

  test('one that is found decided lets the others go', () => {
    const { world } = behind('after', 0);
    world.play(decide(WANTED));
    expect(askedOf(world)).toEqual(['read-ledger', 'append', 'wait', 'read-ledger', 'pass']);
  });

  test('one that was refused and only waits for a newer head lets the others go each time', () => {
    const other = new LedgerWorld();
    other.give(WANTED);
    const { world } = behind('before', 2, (now) => {
      now.state = other.state;
      now.head += 1;
    });
    world.play(decide(WANTED, NOTHING));
    const first = ['read-ledger', 'append'];
    const again = ['wait', 'read-ledger', 'pass'];
    expect(askedOf(world)).toEqual([...first, 'wait', ...first, ...again, ...again]);
  });
});

test('a conflict of an append that went through all the same is found in the ledger', () => {
  const world = new PlayedWorld(new LedgerWorld().state, 10);
  world.before = (effect) => {
    if (effect.kind !== 'append') return;
    // The request was sent twice on its way: the first was taken, and the second is answered.
    world.before = () => {};
    world.play(twice(effect));
  };
  expect(world.play(decide(WANTED, WANTED))).toMatchObject({
    kind: 'decided',
    verdicts: [{ kind: 'accepted' }],
    recovered: { latest: 1 },
  });
  expect(world.state.seq).toBe(2);
  expect(world.state.dispatches).toMatchObject({ 'backlog-manager:project:2': { cause: 'capacity' } });
});

function* twice(append: Append): Protocol<void> {
  yield append;
}
