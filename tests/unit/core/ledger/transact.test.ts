import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { MAX_ATTEMPTS, transact } from '../../../../src/core/ledger/protocol/transact.ts';
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
