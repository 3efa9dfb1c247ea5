import { expect, test } from 'vitest';
import { NOTHING } from '../../../src/core/ledger/cost.ts';
import { emptyLedger, type LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import { knownSince } from '../../../src/ledger/github-ledger-world.ts';

const run = { id: 7, attempt: 1 };
const [early, late] = ['2026-11-02T09:00:00Z', '2026-11-02T09:10:00Z'];
const state = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: early });
const claim = {
  id: 'c',
  agent: 'implementation',
  run,
  epoch: 2,
  since: late,
  wanted: false,
  reserved: NOTHING,
};
const dispatch = { agent: 'implementation', item: 'acme/web#1', cause: 'x', at: late };
const move = {
  id: 'm',
  to: 'todo',
  read: { stage: 'backlog', at: early },
  run,
  under: null,
  at: late,
} as const;
const record = { visit: 2, seen: move.read, under: null, deadSince: null, attempts: {}, needsHuman: false };

test.each<[string, Partial<LedgerState>]>([
  ['a claim', { claims: { project: claim } }],
  ['a decided move', { items: { 'acme/web#1': { ...record, move } } }],
  ['a dispatch that was sent', { dispatches: { one: { ...dispatch, sent: 7, acceptedBy: null } } }],
  ['an accepted dispatch', { dispatches: { one: { ...dispatch, sent: null, acceptedBy: run } } }],
])('%s says since when a run is known', (_, named) => {
  expect(knownSince({ ...state, ...named }, run)).toBe(late);
  expect(knownSince({ ...state, ...named }, { id: 8, attempt: 1 })).toBeUndefined();
});

test('the earliest of several counts', () => {
  const claims = { project: claim, 'item acme/web#1': { ...claim, since: early } };
  expect(knownSince({ ...state, claims }, run)).toBe(early);
});
