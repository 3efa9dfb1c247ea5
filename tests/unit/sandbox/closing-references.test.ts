import { expect, test } from 'vitest';
import { closingReferences } from '../../../src/sandbox/changes/closing-references.ts';

const closed = (text: string): string[] =>
  closingReferences(text, 'acme/shop').map(({ fullName, number }) => `${fullName}#${number}`);

test.each([
  'Closes #5',
  'fixed #5',
  'Resolves: #5',
  'It does.\n\ncloses acme/shop#5',
  'fix http://127.0.0.1:1234/acme/shop/issues/5',
])('%j closes the issue', (text) => {
  expect(closed(text)).toEqual(['acme/shop#5']);
});

test.each(['See #5', 'Closes 5', 'encloses #5', 'Close the gap, see #5'])('%j closes nothing', (text) => {
  expect(closed(text)).toEqual([]);
});

test('issues of other repositories are named in full', () => {
  expect(closed('Closes acme/api#7 and closes #5')).toEqual(['acme/api#7', 'acme/shop#5']);
});
