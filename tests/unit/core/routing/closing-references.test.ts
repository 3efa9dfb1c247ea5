import { expect, test } from 'vitest';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { closingReferences } from '../../../../src/core/routing/closing-references.ts';

test.each([
  ['Closes #536', 'acme/web#536'],
  ['close #536', 'acme/web#536'],
  ['CLOSED: #536', 'acme/web#536'],
  ['fix #536', 'acme/web#536'],
  ['Fixes #536.', 'acme/web#536'],
  ['fixed #536', 'acme/web#536'],
  ['Resolve #536', 'acme/web#536'],
  ['resolves acme/api#7', 'acme/api#7'],
  ['This resolved https://github.com/acme/api/issues/7', 'acme/api#7'],
])('%s closes', (body, expected) => {
  expect(closed(body)).toEqual([expected]);
});

test.each([
  'See #536',
  'Closes the gap, #536',
  'Closes 536',
  'Discloses #536',
  'Closes acme/#536',
  'Closes https://github.com/acme/web/pull/536',
  'Closes #0',
  '<!-- Closes #536 -->',
  'Write `Closes #536` here',
  '```\nCloses #536\n```',
  '',
])('%j closes nothing', (body) => {
  expect(closed(body)).toEqual([]);
});

test('each item is named once, in order of mention, and every one needs its own keyword', () => {
  expect(closed('Closes #2, #9\nFixes #1 and closes ACME/web#2')).toEqual(['ACME/web#2', 'acme/web#1']);
});

function closed(body: string): readonly string[] {
  return closingReferences(body, { owner: 'acme', repository: 'web' }).map(formatItemId);
}
