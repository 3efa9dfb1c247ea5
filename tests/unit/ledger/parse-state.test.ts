import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { emptyLedger } from '../../../src/core/ledger/ledger-state.ts';
import { parseState } from '../../../src/ledger/parse-state.ts';
import { recordedAt } from '../core/ledger/forms/form-of.ts';
import { claim, ITEM, LedgerWorld, move } from '../core/ledger/ledger-world.ts';

function formOfVersion1(): z.ZodType {
  const form = readFileSync(recordedAt({ name: 'state', version: 1 }), 'utf8');
  return z.fromJSONSchema(JSON.parse(form));
}

const state = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: '2026-11-02T09:00:00Z' });

test('a state that was written is the one that is read', () => {
  expect(parseState(JSON.stringify(state))).toEqual({ kind: 'state', state });
});

test('an older version is brought forward one version at a time', () => {
  const { breaker: _, ...old } = state;
  const text = JSON.stringify({ ...old, version: -1 });
  const migrations = {
    [-1]: (before: object) => ({ ...before, breaker: 'one' }),
    0: (before: object) => ({ ...before, version: 1, breaker: null }),
    1: (before: object) => ({ ...before, version: 2 }),
  };
  expect(parseState(text, migrations)).toEqual({ kind: 'state', state });
});

test('version 1 is carried over with its work in flight, of which nobody knows what it may cost', () => {
  const world = new LedgerWorld();
  world.give(move());
  world.give(claim({ subjects: [`item ${ITEM}`, 'pull-request acme/web#600'] }));
  const { state: now } = world;
  const claims = Object.entries(now.claims).map(([subject, claim]) => {
    const { reserved: _, ...before } = claim;
    return [subject, before];
  });
  const { costs: _, ...old } = { ...now, version: 1, claims: Object.fromEntries(claims) };
  // Of the form that was recorded when version 1 was new.
  expect(formOfVersion1().safeParse(old)).toMatchObject({ success: true });
  expect(parseState(JSON.stringify(old))).toEqual({ kind: 'state', state: now });
  expect(Object.keys(now.claims)).toHaveLength(2);
});

test('what is damaged in version 1 is damaged in the present one too', () => {
  const { costs: _, ...old } = state;
  expect(parseState(JSON.stringify({ ...old, version: 1, claims: 7 }))).toMatchObject({ kind: 'invalid' });
});

test('a version that never was is invalid, and a newer one is not guessed at', () => {
  expect(parseState(JSON.stringify({ ...state, version: 0 }))).toEqual({
    kind: 'invalid',
    problems: ['there never was a version 0'],
  });
  expect(parseState(JSON.stringify({ ...state, version: 3 }))).toEqual({ kind: 'newer', version: 3 });
});

const wanted = { stage: 'triage', at: '2026-11-02T09:00:00Z' };
const record = { visit: 1, move: null, under: null, attempts: {}, deadSince: null, needsHuman: false };

test.each([
  ['a key more', { ...state, more: 1 }, 'the whole: Unrecognized key: "more"'],
  [
    'a key more deep inside, though something else is damaged',
    { ...state, seq: 0, breaker: { why: 'x', since: state.since, until: state.since } },
    'breaker: Unrecognized key: "until"',
  ],
  [
    'a stage that is none',
    { ...state, items: { 'acme/web#1': { ...record, seen: wanted } } },
    expect.stringMatching(/^items\.acme\/web#1\.seen\.stage: Invalid option/),
  ],
])('%s was written by an Interlock that knows more, and is not taken for damage', (_, written, problem) => {
  expect(parseState(JSON.stringify(written))).toEqual({ kind: 'unknown-form', problems: [problem] });
});

test.each([
  ['a number in place of a stage', 3],
  ['nothing in place of a stage', undefined],
])('%s is damage', (_, stage) => {
  const seen = { ...wanted, stage };
  const written = { ...state, items: { 'acme/web#1': { ...record, seen } } };
  expect(parseState(JSON.stringify(written))).toMatchObject({ kind: 'invalid' });
});

test.each([
  ['no JSON', '{', 'it is no JSON object with a version'],
  ['no object', '[]', 'it is no JSON object with a version'],
  [
    'a name that is no item',
    JSON.stringify({ ...state, items: { 'acme/web': {} } }),
    'items.acme/web: Invalid key in record',
  ],
])('%s is invalid', (_, text, problem) => {
  expect(parseState(text)).toEqual({ kind: 'invalid', problems: [problem] });
});
