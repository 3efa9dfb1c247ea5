import { expect, test } from 'vitest';
import { handedOverLine } from '../../../../src/core/text/run-message.ts';

const wait = 'No agent starts on it until somebody moves it.';

test.each([
  ['implementation engine-failed', 3, 'Agents have failed on this item 3 times (`engine-failed`).'],
  ['implementation engine-failed', 1, 'Agents have failed on this item once (`engine-failed`).'],
  [
    'implementation budget-spent',
    3,
    'Agents have failed on this item once (`budget-spent`). Raise the budget of the agent, or make the item smaller.',
  ],
  ['implementation died', 2, 'Agents have failed on this item 2 times (its run ended without a report).'],
  ['implementation cancelled', 3, 'A run on this item was cancelled.'],
  ['cancelled', 3, 'A run on this item was cancelled.'],
  ['implementation question-asked', 3, 'An agent asks a question in a comment on this item.'],
])('after %s, with at most %i, it says what happened and nothing else', (cause, maxAttempts, said) => {
  expect(handedOverLine({ cause, maxAttempts })).toBe(`${said} ${wait}`);
});
