import { describe, expect, test } from 'vitest';
import { carryOutMove } from '../../../../src/core/ledger/protocol/write-move.ts';
import type { Stage } from '../../../../src/core/stages.ts';
import { ITEM, LedgerWorld, minute, move, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const FROM = { stage: 'backlog', at: minute(1) } as const;
const toWrite = { item: ITEM, to: 'todo', move: 'move-1', from: FROM } as const;
const refusal = { reason: 'board-missing', message: 'No such label.' } as const;

/** An item in backlog whose move to todo is decided. */
function world(): PlayedWorld {
  const ledger = new LedgerWorld();
  ledger.give(move());
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, FROM.stage, 1);
  return played;
}

const carryOut = (played: PlayedWorld) =>
  played.play(carryOutMove('write', toWrite, { state: played.state, recovered: undefined }));

const kindsOf = ({ asked }: PlayedWorld) => asked.map(({ kind }) => kind);

describe('the answer to a write says', () => {
  test('where the item is now, and nothing more is read', () => {
    const played = world();
    expect(carryOut(played)).toEqual({ kind: 'written', version: { stage: 'todo', at: minute(11) } });
    expect(kindsOf(played)).toEqual(['write-item']);
  });

  test.each([
    ['alone', undefined, { stage: 'planning' }],
    ['and in its destination', true, { stage: 'planning', also: 'destination' }],
  ] as const)('that a person’s hand has it elsewhere %s', (_, inBoth, shown) => {
    const played = world();
    const version = { stage: 'planning', at: minute(11) } as const;
    played.instead.set('write-item', { kind: 'written', version, ...(inBoth && { inBoth }) });
    expect(carryOut(played)).toEqual({ kind: 'yielded', shown });
  });

  test('that GitHub refuses it for good, and the ledger gives the move up', () => {
    const played = world();
    played.instead.set('write-item', { kind: 'denied', ...refusal });
    expect(carryOut(played)).toStrictEqual({ kind: 'failed', ...refusal });
    expect(played.state.items[ITEM]?.move ?? null).toBeNull();
    expect(kindsOf(played)).toEqual(['write-item', 'read-ledger', 'append']);
  });
});

describe('a write whose answer was lost', () => {
  test('is done if the board shows its destination', () => {
    const played = world();
    played.lost.set('write-item', 'after');
    expect(carryOut(played)).toMatchObject({ kind: 'written', version: { stage: 'todo' } });
    expect(played.did).toHaveLength(1);
    expect(played.asked.at(-1)).toEqual({ kind: 'read-items', items: [ITEM], inFlight: false });
  });

  test('is tried again while the board shows what it showed before', () => {
    const played = world();
    played.lost.set('write-item', 'before');
    expect(carryOut(played)).toMatchObject({ kind: 'written', version: { stage: 'todo' } });
    expect(kindsOf(played)).toEqual(['write-item', 'read-items', 'write-item']);
  });

  test('is tried again while the item is in two stages, which is half of the write', () => {
    const played = world();
    played.lost.set('write-item', 'before');
    played.items.set(ITEM, seen('backlog', 1, { ambiguous: true }));
    expect(carryOut(played)).toMatchObject({ kind: 'written' });
    expect(kindsOf(played)).toEqual(['write-item', 'read-items', 'write-item']);
  });

  test('fails with what GitHub said if the second is lost as well', () => {
    const played = world();
    played.before = ({ kind }) => {
      if (kind === 'write-item') played.lost.set('write-item', 'before');
    };
    const failed = { kind: 'failed', reason: 'github-unavailable', message: 'no answer' };
    expect(carryOut(played)).toStrictEqual(failed);
    expect(kindsOf(played)).toEqual(['write-item', 'read-items', 'write-item', 'read-items']);
  });

  test.each<[string, Stage | undefined, number]>([
    ['has moved on', 'planning', 20],
    ['has moved within the same second', 'planning', 1],
    ['has taken out of its stage and put back', 'backlog', 20],
    ['has deleted', undefined, 0],
  ])('yields to the person who %s the item', (_, stage, at) => {
    const played = world();
    played.lost.set('write-item', 'before');
    if (stage) played.put(ITEM, stage, at);
    else played.items.delete(ITEM);
    expect(carryOut(played)).toEqual({ kind: 'yielded', shown: { stage: stage ?? null } });
    expect(played.did).toEqual([]);
  });
});

describe('a move is not written', () => {
  test('that another run has taken over', () => {
    const played = world();
    const decided = { state: new LedgerWorld().state, recovered: undefined };
    const ledger = new LedgerWorld();
    ledger.give(move({ id: 'another' }));
    const byAnother = { state: ledger.state, recovered: undefined };
    for (const now of [decided, byAnother])
      expect(played.play(carryOutMove('write', toWrite, now))).toStrictEqual({ kind: 'yielded' });
    expect(played.asked).toEqual([]);
  });

  test.each([
    ['is where it was to go', 'todo', { kind: 'written', version: { stage: 'todo', at: minute(2) } }],
    ['was moved elsewhere', 'planning', { kind: 'yielded', shown: { stage: 'planning' } }],
  ] as const)('of which somebody has told meanwhile that the item %s', (_, stage, end) => {
    const ledger = new LedgerWorld();
    ledger.give(move());
    ledger.give({ kind: 'observe', item: ITEM, sighting: seen(stage, 2) });
    const played = new PlayedWorld(ledger.state, 10);
    expect(carryOut(played)).toEqual(end);
    expect(played.asked).toEqual([]);
  });

  test.each([
    [
      'is where it was to go',
      seen('todo', 2),
      { kind: 'written', version: { stage: 'todo', at: minute(2) } },
    ],
    ['is gone', undefined, { kind: 'yielded', shown: { stage: null } }],
  ] as const)('that was found decided late, and whose item was last read when it %s', (_, latest, end) => {
    const played = world();
    const found = { state: played.state, recovered: { latest } };
    expect(played.play(carryOutMove('write', toWrite, found))).toEqual(end);
    expect(played.asked).toEqual([]);
  });
});
