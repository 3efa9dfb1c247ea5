import { describe, expect, it } from 'vitest';
import type { ModelUse } from '../../../../src/core/engine-use.ts';
import { engineUseSentence } from '../../../../src/core/text/engine-use.ts';

const MODELS: ModelUse = {
  model: 'claude-opus-4-8',
  calls: 12,
  tokens: { input: 1_234, output: 56_789, cacheRead: 0, cacheWrite: 0 },
  nanoDollars: 1_234_000_001,
  unpricedTokens: 0,
  estimatedCalls: 0,
};
const said = (models: Partial<ModelUse> | undefined, milliseconds = 240_000): string =>
  engineUseSentence({ ...(models && { models: { ...MODELS, ...models } }), milliseconds });

describe('what an engine took', () => {
  it('is told in minutes, tokens and money, which is rounded up', () => {
    expect(said({})).toBe(
      'The engine worked for 4 minutes: 12 calls of claude-opus-4-8, tokens 1,234 in, 56,789 out; $1.24 at list prices.',
    );
    expect(said({ nanoDollars: 1 })).toContain('; $0.01 at list prices.');
    expect(said({ nanoDollars: 0 })).toContain('; $0.00 at list prices.');
  });

  it('tells tokens of a cache apart', () => {
    expect(
      said({ calls: 1, tokens: { input: 1, output: 2, cacheRead: 3_000_000, cacheWrite: 4 } }),
    ).toContain(': 1 call of claude-opus-4-8, tokens 1 in, 3,000,000 from a cache, 4 into a cache, 2 out;');
  });

  it('says of an unknown price that it is unknown, for all tokens or for some', () => {
    expect(said({ nanoDollars: 0, unpricedTokens: 58_023 })).toMatch(/out; the cost is unknown\.$/);
    expect(said({ unpricedTokens: 5_000 })).toMatch(
      /; \$1\.24 at list prices, and an unknown cost for 5,000 of the tokens\.$/,
    );
  });

  it('says that tokens and money are the most they can be, if an answer broke off', () => {
    expect(said({ estimatedCalls: 1 })).toMatch(
      /, tokens at most 1,234 in, 56,789 out; at most \$1\.24 at list prices\.$/,
    );
  });

  it('tells the time alone if no model is asked, or none answered', () => {
    expect(said(undefined, 59_999)).toBe('The engine worked for less than a minute.');
    expect(said(undefined, 60_000)).toBe('The engine worked for a minute.');
    expect(said({ calls: 0 })).toBe(
      'The engine worked for 4 minutes, and no call of its model was answered.',
    );
  });
});
