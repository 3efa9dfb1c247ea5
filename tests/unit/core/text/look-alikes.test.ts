import { expect, test } from 'vitest';
import { difference } from '../../../../src/core/text/look-alikes.ts';

test.each([
  ['Ready', 'ready', 'only in upper and lower case'],
  ['Ready ', 'Ready', 'only in the blanks around them'],
  [
    'Pr\u00fcfung',
    'Pru\u0308fung',
    String.raw`only in how Unicode writes their letters: "Pr\u{fc}fung" and "Pru\u{308}fung"`,
  ],
  [
    'In review',
    'In\u00a0review',
    String.raw`only in what can hardly be seen: "In review" and "In\u{a0}review"`,
  ],
  ['Todo', 'To\u200bdo', String.raw`only in what can hardly be seen: "Todo" and "To\u{200b}do"`],
  ['🚀', '🚀\ufe0f', String.raw`only in what can hardly be seen: "\u{1f680}" and "\u{1f680}\u{fe0f}"`],
  ['Straße', 'STRASSE', String.raw`only in what can hardly be seen: "Stra\u{df}e" and "STRASSE"`],
  [
    'PR\u00dcFUNG',
    'pru\u0308fung',
    String.raw`only in what can hardly be seen: "PR\u{dc}FUNG" and "pru\u{308}fung"`,
  ],
])('%j and %j differ %s', (one, other, how) => {
  expect(difference(one, other)).toBe(how);
});

test.each([
  ['Ready', 'Ready'],
  ['Ready', 'Todo'],
  ['In review', 'Inreview'],
  ['Prufung', 'Prüfung'],
])('%j and %j do not look alike, or are equal', (one, other) => {
  expect(difference(one, other)).toBeUndefined();
});
