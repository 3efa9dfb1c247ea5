import { describe, expect, test } from 'vitest';
import { checkFinish } from '../../../../src/core/agents/finish-check.ts';

describe('an agent that owes a pull request', () => {
  test.each(['done', undefined] as const)(
    'has finished with changes, whether it says so or not (%s)',
    (said) => {
      expect(checkFinish('commit', said)).toEqual({ kind: 'met' });
    },
  );

  test.each(['elsewhere', 'nothing', 'filtered'] as const)(
    'has not finished without changes in its files (%s), whatever it says of its work',
    (work) => {
      expect(checkFinish(work, 'done')).toEqual({ kind: 'unmet', work, claimsDone: true });
      expect(checkFinish(work, undefined)).toEqual({ kind: 'unmet', work, claimsDone: false });
    },
  );

  test.each([
    ['question', 'question-asked'],
    ['blocked', 'work-blocked'],
    ['not-needed', 'work-not-needed'],
  ] as const)('that ends with %s gives the item back, whatever it changed', (said, reason) => {
    for (const work of ['commit', 'elsewhere', 'nothing', 'filtered'] as const) {
      expect(checkFinish(work, said)).toEqual({ kind: 'handed-back', reason });
    }
  });
});
