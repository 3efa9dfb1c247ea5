import { expect, test } from 'vitest';
import { causeAfter, runOfHandover } from '../../../src/core/policy/max-runs.ts';

test('a handover names the run whose place is taken', () => {
  expect(runOfHandover(causeAfter(4711, 'waited acme/web#538'))).toBe(4711);
});

test.each([
  '',
  'by hand',
  'waited acme/web#538',
  'after-4711',
  'waited acme/web#538 after-',
  'waited acme/web#538 after-x',
  'waited acme/web#538 after-1 2',
  `waited acme/web#538 after-${'9'.repeat(16)}`,
])('%j is none', (cause) => {
  expect(runOfHandover(cause)).toBeUndefined();
});
