import { describe, expect, test } from 'vitest';
import {
  observeItem,
  requestRun,
  startWaitingItems,
} from '../../../../src/core/ledger/protocol/answer-event.ts';
import { IMPLEMENTATION, ITEM, LedgerWorld, move, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const START = { agent: 'backlog-manager', cause: 'capacity' } as const;
const KEY = 'backlog-manager:project:2';
const startsAt = () => IMPLEMENTATION;
const why = { reason: 'github-unavailable', message: '502' } as const;

function world(ledger = new LedgerWorld()): PlayedWorld {
  return new PlayedWorld(ledger.state, 20);
}

describe('a run of the project', () => {
  test('is asked for and sent, and of two who want it one sends it', () => {
    const played = world();
    expect(played.play(requestRun('one', START))).toMatchObject({ kind: 'decided', sent: [{ key: KEY }] });
    expect(played.state.dispatches[KEY]).toMatchObject({ ...START, item: null, sent: 99 });
    expect(played.play(requestRun('two', START))).toEqual({
      kind: 'decided',
      verdicts: [{ kind: 'noop', reason: 'run-waiting' }],
      sent: [],
    });
    expect(played.did).toEqual([`send ${KEY}`]);
  });

  test('is asked for along with what was seen', () => {
    const observed = {
      kind: 'observe',
      item: ITEM,
      sighting: seen('todo', 1),
      starts: IMPLEMENTATION,
    } as const;
    const played = world();
    played.play(requestRun('one', START, [observed]));
    expect(played.did).toEqual([`send ${KEY}`, `send implementation:${ITEM}:2`]);
  });

  test('is not asked for if the ledger cannot be read', () => {
    const played = world();
    played.instead.set('read-ledger', { kind: 'unreadable', ...why });
    expect(played.play(requestRun('one', START))).toEqual({ kind: 'failed', ...why });
  });
});

describe('an item that is said to have entered a stage', () => {
  const observe = (played: PlayedWorld) => played.play(observeItem('webhook', { item: ITEM, startsAt }));

  test('is looked at alone', () => {
    const played = world();
    played.put(ITEM, 'todo', 10);
    expect(observe(played)).toMatchObject({ sent: [{ key: `implementation:${ITEM}:2` }] });
    expect(played.asked[1]).toEqual({ kind: 'read-items', items: [ITEM], inFlight: false });
  });

  test('and is in none starts nobody', () => {
    const ledger = new LedgerWorld();
    ledger.give(move());
    const played = world(ledger);
    played.put(ITEM, null, 10);
    expect(observe(played)).toMatchObject({
      verdicts: [{ kind: 'accepted', event: { requests: [] } }],
      sent: [],
    });
  });

  test('and is not on the board is missing', () => {
    const message = `${ITEM} is not on the board.`;
    expect(observe(world())).toEqual({ kind: 'failed', reason: 'item-missing', message });
  });

  test('starts nobody if the board cannot be read', () => {
    const played = world();
    played.instead.set('read-items', { kind: 'unreadable', ...why });
    expect(observe(played)).toEqual({ kind: 'failed', ...why });
  });
});

describe('items that are said to wait', () => {
  const start = (played: PlayedWorld) =>
    played.play(
      startWaitingItems(
        'one',
        [ITEM, OTHER].map((item) => ({ item, ...IMPLEMENTATION })),
      ),
    );

  test('are looked at, and nothing else', () => {
    const played = world();
    start(played);
    expect(played.asked[1]).toEqual({ kind: 'read-items', items: [ITEM, OTHER], inFlight: false });
  });

  test('start nobody if the board cannot be read', () => {
    const played = world();
    played.instead.set('read-items', { kind: 'unreadable', ...why });
    expect(start(played)).toEqual({ kind: 'failed', ...why });
  });
});
