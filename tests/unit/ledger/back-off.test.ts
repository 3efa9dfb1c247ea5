import { expect, test } from 'vitest';
import { backOff } from '../../../src/ledger/github-ledger-store.ts';

test('begins at about a second, doubles, and ends at about eight', () => {
  expect([1, 2, 3, 4, 5, 12].map((attempt) => backOff(attempt, 0.5))).toEqual([
    1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
  ]);
});

test('differs by chance, by half of it at most', () => {
  expect([0, 0.25, 0.999].map((random) => backOff(1, random))).toEqual([500, 750, 1_499]);
});
