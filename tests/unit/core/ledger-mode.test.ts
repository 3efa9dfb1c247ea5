import { expect, test } from 'vitest';
import { hasLedger } from '../../../src/core/mode.ts';

test.each([
  ['on', 'act', true],
  ['on', 'observe', false],
  ['off', 'act', false],
  ['off', 'observe', false],
] as const)(
  'with `ledger: %s` and `mode: %s` decisions are written to a ledger: %s',
  (ledger, mode, expected) => {
    expect(hasLedger({ ledger, mode })).toBe(expected);
  },
);
