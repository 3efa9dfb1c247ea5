import { expect, test } from 'vitest';
import { decideOnce } from '../../src/build/bench/scale.ts';

// More finished items than three pages hold. `npm run bench -- scale` goes on to 50,000.
test.each([
  { board: 'github-labels' as const, most: 15 },
  { board: 'github-projects' as const, most: 8 },
])(
  'a decision on $board makes $most calls at most, however many items are finished',
  async ({ board, most }) => {
    const small = await decideOnce(board, { items: 20, unfinished: 20 });
    const large = await decideOnce(board, { items: 420, unfinished: 20 });
    expect(small.calls).toBeGreaterThan(0);
    expect(small.calls).toBeLessThanOrEqual(most);
    expect({ calls: large.calls, points: large.points }).toEqual({
      calls: small.calls,
      points: small.points,
    });
  },
);
