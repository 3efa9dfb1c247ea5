import { describe, expect, test } from 'vitest';
import { checkFreshness, type ItemFacts } from '../../../../src/core/policy/check-freshness.ts';

const TICKED = '- [x] one\n- [x] two';

const freshness = (facts: Partial<ItemFacts<string>>) =>
  checkFreshness({ body: '', people: [], merged: undefined, isContinued: false, hadOwn: false, ...facts });

describe('an item', () => {
  test('about which nothing speaks against it is fresh', () => {
    expect(freshness({})).toEqual({ kind: 'fresh' });
    expect(freshness({ body: '- [x] one\n- [ ] two' })).toEqual({ kind: 'fresh' });
  });

  test("is stale where a person's pull request would close it, whatever else is known", () => {
    const stale = { kind: 'stale', reason: 'pull-request-exists', pull: 'theirs' };
    expect(freshness({ people: ['theirs', 'another'] })).toEqual(stale);
    expect(freshness({ people: ['theirs'], merged: 'old', isContinued: true, body: TICKED })).toEqual(stale);
  });

  test('is stale where a pull request that closes it is merged', () => {
    expect(freshness({ merged: 'old', body: TICKED, hadOwn: true })).toEqual({
      kind: 'stale',
      reason: 'pull-request-merged',
      pull: 'old',
    });
  });

  test('is stale where all its criteria are ticked', () => {
    expect(freshness({ body: TICKED })).toEqual({ kind: 'stale', reason: 'criteria-met', criteria: 2 });
  });

  test('is fresh with ticked criteria where we ticked them ourselves for an earlier pull request', () => {
    expect(freshness({ body: TICKED, hadOwn: true })).toEqual({ kind: 'fresh' });
  });

  test('is fresh while its own pull request is open, whatever was merged or ticked', () => {
    expect(freshness({ isContinued: true, hadOwn: true, merged: 'old', body: TICKED })).toEqual({
      kind: 'fresh',
    });
  });
});
