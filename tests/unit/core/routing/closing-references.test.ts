import { expect, test } from 'vitest';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { closingReferences } from '../../../../src/core/routing/closing-references.ts';

const pull = {
  repository: { owner: 'acme', repository: 'web' },
  url: 'https://github.com/acme/web/pull/99',
};

test.each([
  ['Closes #536', 'acme/web#536'],
  ['close #536', 'acme/web#536'],
  ['CLOSED: #536', 'acme/web#536'],
  ['fix #536', 'acme/web#536'],
  ['Fixes #536.', 'acme/web#536'],
  ['fixed #536', 'acme/web#536'],
  ['Resolve #536', 'acme/web#536'],
  ['resolves acme/api#7', 'acme/api#7'],
  ['CLOSES #536', 'acme/web#536'],
  ['Closes: #536', 'acme/web#536'],
  ['Closes GH-536', 'acme/web#536'],
  ['**Closes** #536', 'acme/web#536'],
  ['Does not close #536', 'acme/web#536'],
  ['Use ``` for code. Closes #536', 'acme/web#536'],
  ['<!-- paste between ``` marks -->\nCloses #536', 'acme/web#536'],
  ['[Closes #536](https://example.com)', 'acme/web#536'],
  ['> Closes #536', 'acme/web#536'],
  ['| x |\n|---|\n| Closes #536 |', 'acme/web#536'],
  ['Fixes https://github.com/acme/web/issues/536#issuecomment-1', 'acme/web#536'],
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
  'Closes #12abc',
  'Closes #1a2b3c',
  'Closes &#39;',
  'Closes [x](#536)',
  'Closes [x](https://example.com) #536',
  'Closes [#536](https://example.com)',
  '~~Closes #536~~',
  '- x\n\n  ~~~\n  Closes #536\n  ~~~',
  '    Closes #536',
  'Closes https://example.com/docs#3',
  'Closes a#536',
  'Closes https://gitlab.com/acme/web/issues/536',
  'Closes https://github.com.example.com/acme/web/issues/536',
  'Closes https://example.com/github.com/acme/web/issues/536',
  'Closes https://user@github.com/acme/web/issues/536',
  'Closes github.com/acme/web/issues/536',
])('%j closes nothing', (body) => {
  expect(closed(body)).toEqual([]);
});

test('each item is named once, in order of mention, and every one needs its own keyword', () => {
  expect(closed('Closes #2, #9\nFixes #1 and closes ACME/web#2')).toEqual(['ACME/web#2', 'acme/web#1']);
});

test("on a company's own server its addresses count, and github.com's do not", () => {
  const url = 'https://git.example.com:8443/acme/web/pull/99';
  const body =
    'Closes https://git.example.com:8443/acme/web/issues/5, fixes https://github.com/acme/web/issues/6';
  expect(closingReferences({ ...pull, url, body }).map(formatItemId)).toEqual(['acme/web#5']);
});

function closed(body: string): readonly string[] {
  return closingReferences({ ...pull, body }).map(formatItemId);
}
