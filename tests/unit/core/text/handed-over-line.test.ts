import { expect, test } from 'vitest';
import { handedOverLine } from '../../../../src/core/text/hand-over.ts';

const wait = 'No agent starts on it until somebody moves it.';

test.each([
  ['implementation engine-failed', 3, 'Agents have failed on this item 3 times (`engine-failed`).'],
  ['implementation engine-failed', 1, 'Agents have failed on this item once (`engine-failed`).'],
  [
    'implementation budget-spent',
    3,
    'Agents have failed on this item once (`budget-spent`). Raise that budget, or make the item smaller, and move the item to todo.',
  ],
  ['implementation died', 2, 'Agents have failed on this item 2 times (its run ended without a report).'],
  ['implementation cancelled', 3, 'A run on this item was cancelled.'],
  ['cancelled', 3, 'A run on this item was cancelled.'],
  ['implementation question-asked', 3, 'An agent asks a question in a comment on this item.'],
])('after %s, with at most %i, it says what happened and nothing else', (cause, maxAttempts, said) => {
  expect(handedOverLine({ kind: 'failed', cause, maxAttempts })).toBe(`${said} ${wait}`);
});

test.each([
  [
    { of: 'item', unit: 'nanoDollars', spent: 18_204_000_001, reserved: 0, wanted: 5e9, cap: 20e9 },
    'Runs on this item have cost $18.21, and another one may cost $5.00: together more than the $20.00 of `item-budget`. ' +
      'No agent starts on it until somebody moves it. That forgives failures and no cost: raise the budget first.',
  ],
  [
    { of: 'day', unit: 'unpricedTokens', spent: 4_200_000, reserved: 1_000_000, wanted: 5_000_000, cap: 1e7 },
    'Runs of today (UTC) have taken 4,200,000 tokens, those at work may take 1,000,000 tokens, and another one may take 5,000,000 tokens: ' +
      'together more than the 10,000,000 tokens of `day-token-budget`. No agent starts on it until somebody moves it. ' +
      'That forgives failures and no cost: raise the budget first, or wait for the next day (UTC).',
  ],
] as const)('at a cap it gives the figures, and what to do: %o', (reached, said) => {
  expect(handedOverLine({ kind: 'budget', reached })).toBe(said);
});
