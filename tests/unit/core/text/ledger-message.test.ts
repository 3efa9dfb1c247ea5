import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTHING } from '../../../../src/core/ledger/cost.ts';
import {
  ENTRY_VERSION,
  type Entry,
  entrySchema,
  type LedgerEvent,
} from '../../../../src/core/ledger/ledger-event.ts';
import { ledgerMessage } from '../../../../src/core/text/ledger-message.ts';

const at = '2026-11-02T09:00:00Z';
const run = { id: 7, attempt: 1 };
const item = 'acme/web#538';
const read = { stage: 'backlog', at } as const;
const move = { id: 'm', to: 'todo', read, run, under: null, at } as const;
const dispatch = { agent: 'implementation', item, cause: 'x', at, sent: null, acceptedBy: null } as const;
const key = 'implementation:acme/web#538:2';
const claim = {
  id: 'c',
  agent: 'implementation',
  run,
  epoch: 2,
  since: at,
  wanted: false,
  reserved: NOTHING,
} as const;
const claimed = {
  type: 'claimed',
  claim,
  subjects: [`item ${item}`, 'pull-request acme/web#7'],
  accepts: { key, dispatch },
} as const;
const cost = { nanoDollars: 1_230_000_001, unpricedTokens: 0, tokens: 7, seconds: 9, isFull: false };
const released = {
  type: 'released',
  claim: 'c',
  run,
  failed: null,
  cost: null,
  requests: [],
  forDead: false,
} as const;
const reached = { of: 'item', unit: 'nanoDollars', spent: 4, reserved: 0, wanted: 2, cap: 5 } as const;

const entry = (...events: readonly unknown[]): Entry =>
  entrySchema.parse({ version: ENTRY_VERSION, id: 'one', seq: 2, at, events });
const headline = (...events: readonly unknown[]): string => ledgerMessage(entry(...events)).headline;

test.each<[unknown, string]>([
  [{ type: 'created', project: 'web', home: 'R' }, 'create the ledger of web'],
  [{ type: 'move-decided', item, move, requests: [] }, 'move acme/web 538 to todo'],
  [
    { type: 'item-seen', item, version: { stage: 'todo', at }, by: 'settled', requests: [] },
    'acme/web 538 is in todo',
  ],
  [
    { type: 'item-seen', item, version: { stage: null, at }, by: 'person', requests: [] },
    'a person moved acme/web 538 to no stage',
  ],
  [{ type: 'move-adopted', item, move, from: 'x' }, 'take over the move of acme/web 538 to todo'],
  [{ type: 'move-abandoned', item, move: 'm', why: 'No.' }, 'give up the move of acme/web 538'],
  [{ ...claimed, takenFrom: [] }, 'implementation claims acme/web 538 and pull-request acme/web 7'],
  [{ ...claimed, subjects: ['project'], takenFrom: ['d'] }, 'implementation takes over the project'],
  [{ type: 'wanted', subjects: ['project'] }, 'wait for the project'],
  [released, 'run 7 ends'],
  [{ ...released, forDead: true }, 'run 7 is over'],
  [{ ...released, cost }, 'run 7 ends, cost $1.24'],
  [{ ...released, cost: { ...cost, tokens: null, isFull: true } }, 'run 7 ends, cost at most $1.24'],
  [{ ...released, cost: { ...cost, nanoDollars: 0, tokens: null } }, 'run 7 ends, cost unknown'],
  [
    { type: 'budget-reached', item, key, reached, handedOver: true },
    'the budget of the item is spent, acme/web 538 needs a person',
  ],
  [
    { type: 'budget-reached', item: null, key, reached: { ...reached, of: 'day' }, handedOver: false },
    'the budget of the day is spent',
  ],
  [{ type: 'item-closed', item }, 'acme/web 538 is closed'],
  [
    { ...released, failed: { item, cause: 'x', handedOver: true } },
    'run 7 ends, acme/web 538 needs a person',
  ],
  [{ type: 'dispatch-requested', requests: [{ key, dispatch }] }, 'start implementation on acme/web 538'],
  [{ type: 'dispatch-sent', key, run: 8 }, 'implementation:acme/web 538:2 is run 8'],
  [
    { type: 'dispatch-lost', key, how: 'evicted', failed: null },
    'implementation:acme/web 538:2 came to nothing (evicted)',
  ],
  [{ type: 'breaker-opened', why: 'no workflow', since: at }, 'start nothing more: no workflow'],
  [{ type: 'breaker-closed' }, 'start runs again'],
])('says in a line what was decided: %o', (event, line) => {
  expect(headline(event)).toBe(`${line} [skip ci]`);
});

test('names the first of many events, and counts the others', () => {
  const wanted = { type: 'wanted', subjects: ['project'] };
  expect(headline(wanted, released, wanted, wanted, released)).toBe(
    'wait for the project, run 7 ends, wait for the project, 2 more [skip ci]',
  );
});

test('is the entry itself, in which nothing reads as a reference or a mention', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (noise) => {
      const why = `${noise} #1 @ann GH-2 https://x.test/acme/web/issues/3`;
      const given: Entry = {
        ...entry(released),
        events: [{ type: 'move-abandoned', item, move: 'm', why } satisfies LedgerEvent],
      };
      const { headline: first, body } = ledgerMessage(given);
      expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(given)));
      expect(body).not.toMatch(/#\d|@\w|gh-\d|https?:\/\/|\n/i);
      expect(first).not.toMatch(/#\d|@\w|\n/);
      expect(first.endsWith(' [skip ci]')).toBe(true);
    }),
  );
});
