import { expect, test } from 'vitest';
import { handoverKey, runOfHandover } from '../../../src/core/handover.ts';

test('a handover names the run whose place is taken', () => {
  expect(runOfHandover(handoverKey(4711))).toBe(4711);
});

test.each(['app', 'workflow', 'manual', '', 'after-', 'after-x', 'after-1 2', `after-${'9'.repeat(16)}`])(
  '%j is none',
  (key) => {
    expect(runOfHandover(key)).toBeUndefined();
  },
);
