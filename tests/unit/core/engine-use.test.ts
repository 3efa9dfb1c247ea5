import { describe, expect, it } from 'vitest';
import { engineUseFigures, type ModelUse } from '../../../src/core/engine-use.ts';

const models: ModelUse = {
  model: 'claude-opus-4-8',
  calls: 2,
  tokens: { input: 10, output: 20, cacheRead: 30, cacheWrite: 40 },
  nanoDollars: 1_234_567_891,
  unpricedTokens: 0,
  estimatedCalls: 0,
};

describe('the figures of what an engine took', () => {
  it('are minutes, tokens and dollars, and leave out what is nothing', () => {
    expect(engineUseFigures({ models, milliseconds: 61_000 })).toEqual({
      minutes: 1.1,
      model: 'claude-opus-4-8',
      calls: 2,
      tokens: { input: 10, output: 20, cacheRead: 30, cacheWrite: 40 },
      dollars: 1.234567891,
    });
  });

  it('call a cost unknown that is unknown, and never 0', () => {
    const unpriced = { ...models, nanoDollars: 0, unpricedTokens: 100 };
    expect(engineUseFigures({ models: unpriced, milliseconds: 1 })).toMatchObject({
      dollars: 'unknown',
      unpricedTokens: 100,
    });
  });

  it('name the part that has a price, the tokens that have none, and calls that are estimated', () => {
    const mixed = { ...models, unpricedTokens: 100, estimatedCalls: 1 };
    expect(engineUseFigures({ models: mixed, milliseconds: 1 })).toMatchObject({
      dollars: 1.234567891,
      unpricedTokens: 100,
      estimatedCalls: 1,
    });
  });

  it('are minutes alone where no model is asked', () => {
    expect(engineUseFigures({ milliseconds: 1 })).toEqual({ minutes: 0.1 });
  });
});
