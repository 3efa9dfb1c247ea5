import { expect, test } from 'vitest';
import { missingProtections } from '../../../src/core/ledger-protection.ts';

test.each([
  [[], ['non_fast_forward', 'deletion']],
  [['creation', 'deletion'], ['non_fast_forward']],
  [['non_fast_forward', 'update'], ['deletion']],
  [['deletion', 'update', 'non_fast_forward'], []],
])('a ledger under the rules %j lacks %j', (rules, missing) => {
  expect(missingProtections(rules.map((type) => ({ type })))).toEqual(missing);
});
