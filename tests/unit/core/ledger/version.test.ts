import { expect, test } from 'vitest';
import { compareVersions } from '../../../../src/core/ledger/version.ts';

const known = { stage: 'backlog', at: '2026-11-23T10:00:00Z' } as const;
const elsewhere = { ...known, stage: 'todo' } as const;

test.each([
  ['what is known', known, '2026-11-23T10:00:00Z', 'same'],
  ['what is known, however late', known, '2026-11-23T11:00:00Z', 'same'],
  ['a second later', { ...elsewhere, at: '2026-11-23T10:00:01Z' }, '2026-11-23T10:00:01Z', 'newer'],
  ['a second before', { ...elsewhere, at: '2026-11-23T09:59:59Z' }, '2026-11-23T11:00:00Z', 'older'],
  [
    'a second later, in the same stage',
    { ...known, at: '2026-11-23T10:00:01Z' },
    '2026-11-23T10:00:01Z',
    'newer',
  ],
  ['of the same second, read at once', elsewhere, '2026-11-23T10:00:00Z', 'older'],
  ['of the same second, read when a replica may just still lag', elsewhere, '2026-11-23T10:01:00Z', 'older'],
  ['of the same second, read when no replica lags', elsewhere, '2026-11-23T10:01:01Z', 'newer'],
] as const)('a reading %s is, beside what is known: %#', (_, read, readAt, age) => {
  expect(compareVersions(known, read, readAt)).toBe(age);
});
