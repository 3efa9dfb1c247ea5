import { describe, expect, test } from 'vitest';
import { NO_BUDGET } from '../../../../src/core/ledger/budget.ts';
import { decide } from '../../../../src/core/ledger/decide/decide.ts';
import type { ClaimCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { ledgerStateSchema } from '../../../../src/core/ledger/ledger-state.ts';
import { type LiveRun, rebuiltState } from '../../../../src/core/ledger/rebuilt-state.ts';
import type { Stage } from '../../../../src/core/stages.ts';

const AT = '2026-11-23T10:00:00Z';
const FACTS = { id: 'two', seq: 42, at: AT } as const;
const ITEM = 'acme/web#1';
const KEY = `implementation:${ITEM}:17`;
const WORKS: LiveRun = {
  run: { id: 5, attempt: 1 },
  agent: 'implementation',
  item: ITEM,
  subjects: [`item ${ITEM}`, 'pull-request acme/web#9'],
  key: KEY,
  hasBegun: true,
};
const WAITS: LiveRun = { ...WORKS, subjects: [], hasBegun: false };

const rebuild = (stage: Stage, ...runs: readonly LiveRun[]) =>
  rebuiltState({
    project: 'web',
    home: 'R_1',
    id: 'one',
    at: AT,
    seq: 41,
    items: new Map([
      [ITEM, { version: { stage, at: '2026-11-20T10:00:00Z' }, open: true, ambiguous: false, readAt: AT }],
    ]),
    runs,
    reserveOf: () => RESERVED,
  });

const claim = (
  run: number,
  dispatch: ClaimCommand['dispatch'],
  dead: readonly string[] = [],
): ClaimCommand => ({
  kind: 'claim',
  id: 'mine',
  agent: 'implementation',
  run: { id: run, attempt: 1 },
  subjects: [`item ${ITEM}`],
  dispatch,
  item: ITEM,
  dead,
  budget: NO_BUDGET,
});
const RESERVED = { nanoDollars: 5, unpricedTokens: 7 };
const MANUAL = { kind: 'manual', cause: 'manual' } as const;

describe('a ledger that is made anew', () => {
  test('is a ledger, and goes on counting where the lost one ended', () => {
    const state = rebuild('in-progress', WORKS);
    expect(ledgerStateSchema.parse(state)).toEqual(state);
    expect(state).toMatchObject({ seq: 41, since: AT, recent: ['one'] });
  });

  test('takes what the board shows for known, so that it starts nobody', () => {
    const state = rebuild('todo');
    const sighting = {
      version: { stage: 'todo', at: '2026-11-20T10:00:00Z' },
      open: true,
      ambiguous: false,
      readAt: AT,
    } as const;
    const starts = { agent: 'implementation', cause: 'entered-todo' };
    expect(decide(state, { kind: 'observe', item: ITEM, sighting, starts }, FACTS)).toMatchObject({
      kind: 'noop',
      reason: 'already-known',
    });
  });

  test('holds the item and its pull request for the run that works on it, until that is over', () => {
    const state = rebuild('in-progress', WORKS);
    expect(Object.keys(state.claims)).toEqual(WORKS.subjects);
    expect(decide(state, claim(6, MANUAL), FACTS)).toMatchObject({ kind: 'refused', reason: 'claimed' });
    expect(decide(state, claim(6, MANUAL, ['rebuilt-5-1']), FACTS)).toMatchObject({ kind: 'accepted' });
  });

  test('holds the project for the backlog-manager that works', () => {
    const manager = { agent: 'backlog-manager', item: null, subjects: ['project'], key: undefined };
    const state = rebuild('todo', { ...WORKS, ...manager });
    expect(Object.keys(state.claims)).toEqual(['project']);
    expect(state.dispatches).toEqual({});
  });

  test('says of what it found that it was found, and of no claim that somebody waits for its end', () => {
    const { dispatches, claims } = rebuild('in-progress', WORKS);
    expect(dispatches[KEY]?.cause).toBe('rebuilt');
    expect(Object.values(claims).map(({ wanted }) => wanted)).toEqual([false, false]);
  });

  test('lets the run that waits work, and that one alone', () => {
    const state = rebuild('todo', WAITS);
    expect(decide(state, claim(5, { kind: 'key', key: KEY }), FACTS)).toMatchObject({ kind: 'accepted' });
    const other = { kind: 'key', key: `implementation:${ITEM}:16` } as const;
    expect(decide(state, claim(6, other), FACTS)).toMatchObject({
      kind: 'refused',
      reason: 'dispatch-closed',
    });
  });

  test('takes an item in progress for that of the run that works on it, and any other for a person’s', () => {
    const { items, claims } = rebuild('in-progress', WORKS);
    expect(items[ITEM]?.under).toBe(claims[`item ${ITEM}`]?.id);
    expect(rebuild('in-progress', WAITS).items[ITEM]?.under).toBeNull();
    const elsewhere = { ...WORKS, item: 'acme/web#2', subjects: ['item acme/web#2'] };
    expect(rebuild('in-progress', elsewhere).items[ITEM]?.under).toBeNull();
    expect(rebuild('todo', WORKS).items[ITEM]?.under).toBeNull();
  });

  test('has whoever takes up an item in progress fence off a holder that may live on', () => {
    expect(rebuild('in-progress').items[ITEM]?.deadSince).toBe(AT);
    expect(rebuild('todo').items[ITEM]?.deadSince).toBeNull();
  });
});
