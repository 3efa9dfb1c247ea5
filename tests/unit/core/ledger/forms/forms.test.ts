import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyLedger, LEDGER_VERSION } from '../../../../../src/core/ledger/ledger-state.ts';
import { parseState } from '../../../../../src/ledger/parse-state.ts';
import { FORMS, formOf, recordedAt } from './form-of.ts';

test.each(FORMS)('the form of the $name changes only with its version', (form) => {
  const { name, version, raise } = form;
  const files = readdirSync(import.meta.dirname).filter((file) => file.startsWith(`${name}-`));
  const all = Array.from({ length: version }, (_, index) => `${name}-${index + 1}.json`);
  expect(files.toSorted(), 'run: npm exec -- node tests/unit/core/ledger/forms/record.ts').toEqual(
    all.toSorted(),
  );
  const recorded = JSON.parse(readFileSync(recordedAt(form), 'utf8'));
  expect(
    formOf(form),
    `The ledger's ${name} has another form, and still version ${version}: an Interlock of before would take it for damaged. Raise ${raise}, have src/ledger/parse-state.ts bring the older state forward, and run: npm exec -- node tests/unit/core/ledger/forms/record.ts`,
  ).toEqual(recorded);
});

test('a state of every version so far can be brought forward', () => {
  const state = emptyLedger({ project: 'web', home: 'R_1', id: 'first', at: '2026-11-02T09:00:00Z' });
  for (let version = 1; version <= LEDGER_VERSION; version += 1) {
    const parsed = parseState(JSON.stringify({ ...state, version }));
    // What else is wrong with it says nothing: the state is of the present form.
    expect(JSON.stringify(parsed)).not.toContain('there never was a version');
  }
});
