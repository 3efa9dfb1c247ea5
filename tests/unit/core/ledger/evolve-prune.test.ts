import { describe, expect, test } from 'vitest';
import { NOTHING } from '../../../../src/core/ledger/cost.ts';
import { evolve } from '../../../../src/core/ledger/evolve.ts';
import { ENTRY_VERSION, type Entry, entrySchema } from '../../../../src/core/ledger/ledger-event.ts';
import {
  emptyLedger,
  type ItemRecord,
  itemRecordSchema,
  type LedgerState,
  ledgerStateSchema,
} from '../../../../src/core/ledger/ledger-state.ts';
import { ITEM, minute, OTHER } from './ledger-world.ts';

const NOW = 1000;
const RUN = { id: 20, attempt: 1 };
const start = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: minute(0) });
const claim = {
  id: 'claim-1',
  agent: 'implementation',
  run: RUN,
  epoch: 2,
  since: minute(0),
  wanted: false,
  reserved: NOTHING,
};
const dispatch = {
  agent: 'implementation',
  item: ITEM,
  cause: 'entered-todo',
  at: minute(0),
  sent: null,
  acceptedBy: null,
};

function entry(...events: Entry['events']): Entry {
  return entrySchema.parse({ version: ENTRY_VERSION, id: 'entry', seq: 9, at: minute(NOW), events });
}

/** Seen in planning long ago, and nothing else is known of it. */
function record(more: Partial<ItemRecord> = {}): ItemRecord {
  return itemRecordSchema.parse({
    visit: 2,
    seen: { stage: 'planning', at: minute(0) },
    move: null,
    under: null,
    attempts: {},
    deadSince: null,
    needsHuman: false,
    ...more,
  });
}

const seenAt = (stage: ItemRecord['seen']['stage'], at: number) => ({ seen: { stage, at: minute(at) } });
const move = { id: 'm', to: 'backlog', read: record().seen, run: RUN, under: null, at: minute(0) } as const;

describe('what the ledger remembers of an item', () => {
  const isKept = (one: ItemRecord, more: Partial<LedgerState> = {}): boolean => {
    const before = ledgerStateSchema.parse({ ...start, items: { [ITEM]: one }, ...more });
    return ITEM in evolve(before, entry({ type: 'breaker-closed' })).items;
  };

  test.each<[string, ItemRecord, Partial<LedgerState>?]>([
    ['is in flight', record(seenAt('in-review', 0))],
    ['is about to be moved', record({ move })],
    ['is a person’s now', record({ needsHuman: true })],
    ['has a run that is asked for', record(), { dispatches: { key: dispatch } }],
    ['is held', record(), { claims: { [`item ${ITEM}`]: claim } }],
    ['was seen elsewhere within ten minutes', record(seenAt('planning', NOW - 9.9))],
    ['was held by a run that was found dead within the hour', record({ deadSince: minute(NOW - 59.9) })],
    ['has failed and is not finished', record({ attempts: { 'implementation died': 1 } })],
  ])('is kept while it %s', (_, one, more) => {
    expect(isKept(one, more)).toBe(true);
  });

  test.each<[string, ItemRecord, Partial<LedgerState>?]>([
    ['has been in planning for long', record()],
    ['has been in no stage for long', record(seenAt(null, 0))],
    ['was seen elsewhere ten minutes ago', record(seenAt('planning', NOW - 10))],
    ['was held by a run that was found dead an hour ago', record({ deadSince: minute(NOW - 60) })],
    [
      'has failed before it was finished',
      record({ ...seenAt('done', 0), attempts: { 'implementation died': 1 } }),
    ],
    [
      'has failed, and is in no stage',
      record({ ...seenAt(null, 0), attempts: { 'implementation died': 1 } }),
    ],
    ['is not what a run is asked for', record(), { dispatches: { key: { ...dispatch, item: null } } }],
    ['is not what is held', record(), { claims: { [`item ${OTHER}`]: claim, project: claim } }],
  ])('is forgotten when it %s', (_, one, more) => {
    expect(isKept(one, more)).toBe(false);
  });
});

describe('an entry about what the ledger does not hold', () => {
  const version = { stage: 'todo', at: minute(1) } as const;
  const REACHED = {
    of: 'item',
    unit: 'nanoDollars',
    spent: 4,
    reserved: 0,
    wanted: 2,
    cap: 5,
  } as const;
  const failed = { item: ITEM, cause: 'implementation died', handedOver: true };

  test.each<[string, Entry['events'][number]]>([
    ['that it was created', { type: 'created', project: 'web', home: 'R_1' }],
    ['a move that is on the board', { type: 'item-seen', item: ITEM, version, by: 'settled', requests: [] }],
    ['a move that is taken over', { type: 'move-adopted', item: ITEM, move, from: 'x' }],
    ['a move that is given up', { type: 'move-abandoned', item: ITEM, move: 'm', why: 'gone' }],
    ['a claim that is wanted', { type: 'wanted', subjects: ['project'] }],
    [
      'a claim that ends',
      { type: 'released', claim: 'x', run: RUN, forDead: true, failed, cost: null, requests: [] },
    ],
    ['an item that is closed', { type: 'item-closed', item: ITEM }],
    [
      'a budget that is spent',
      { type: 'budget-reached', item: ITEM, key: 'x', reached: REACHED, handedOver: true },
    ],
    ['a run of it', { type: 'dispatch-sent', key: 'x', run: 7 }],
    ['a run that is lost', { type: 'dispatch-lost', key: 'x', how: 'never-started', failed }],
  ])('adds nothing but itself: %s', (_, event) => {
    expect(evolve(start, entry(event))).toEqual({ ...start, seq: 9, recent: ['first', 'entry'] });
  });

  test('gives up no other move than the one it names', () => {
    const before = { ...start, items: { [ITEM]: record({ move }), [OTHER]: record({ needsHuman: true }) } };
    const abandon = (item: string) => entry({ type: 'move-abandoned', item, move: 'another', why: 'gone' });
    expect(evolve(before, abandon(ITEM)).items).toEqual(before.items);
    expect(evolve(before, abandon(OTHER)).items).toEqual(before.items);
  });
});

test('a move that starts nobody leaves an item with the person who has it', () => {
  const handedOver = record({ needsHuman: true, attempts: { 'implementation died': 3 } });
  const before = { ...start, items: { [ITEM]: handedOver } };
  const moved = entry({ type: 'move-decided', item: ITEM, move, requests: [] });
  expect(evolve(before, moved).items[ITEM]).toMatchObject({
    needsHuman: true,
    attempts: { 'implementation died': 3 },
  });
});

test('a person’s hand ends what waits for an item, and not what works on it', () => {
  const working = { ...dispatch, sent: 20, acceptedBy: RUN };
  const before = {
    ...start,
    dispatches: { waits: dispatch, works: working, other: { ...dispatch, item: OTHER } },
  };
  const version = { stage: 'planning', at: minute(NOW) } as const;
  const seen = entry({ type: 'item-seen', item: ITEM, version, by: 'person', requests: [] });
  expect(Object.keys(evolve(before, seen).dispatches)).toEqual(['works', 'other']);
});
