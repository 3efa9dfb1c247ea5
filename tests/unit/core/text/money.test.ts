import { expect, test } from 'vitest';
import { costText, dollarsText, tokensText } from '../../../../src/core/text/money.ts';

test.each([
  [0, '$0.00'],
  [1, '$0.01'],
  [10_000_000, '$0.01'],
  [10_000_001, '$0.02'],
  [1_234_567_890_000_000, '$1,234,567.89'],
])('%i nano-dollars are %s: what cost something never reads as nothing', (nanoDollars, said) => {
  expect(dollarsText(nanoDollars)).toBe(said);
});

test('tokens are counted in groups of three', () => {
  expect([1, 0, 1234567].map(tokensText)).toEqual(['1 token', '0 tokens', '1,234,567 tokens']);
});

test.each([
  [{ nanoDollars: 2e9, unpricedTokens: 0, uncountedRuns: 0 }, '$2.00'],
  [{ nanoDollars: 2e9, unpricedTokens: 1, uncountedRuns: 0 }, '$2.00 and an unknown part'],
  [{ nanoDollars: 2e9, unpricedTokens: 0, uncountedRuns: 1 }, '$2.00 and an unknown part'],
  [{ nanoDollars: 0, unpricedTokens: 1, uncountedRuns: 0 }, 'unknown'],
  [{ nanoDollars: 0, unpricedTokens: 0, uncountedRuns: 1 }, 'unknown'],
  [{ nanoDollars: 0, unpricedTokens: 0, uncountedRuns: 0 }, '$0.00'],
])('a cost that nobody could count is never left out: %o', (sum, said) => {
  expect(costText(sum)).toBe(said);
});
