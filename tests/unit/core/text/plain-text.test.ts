import { expect, test } from 'vitest';
import { closingReferences } from '../../../../src/core/routing/closing-references.ts';
import { plainText } from '../../../../src/core/text/plain-text.ts';

const pull = {
  repository: { owner: 'acme', repository: 'web' },
  url: 'https://github.com/acme/web/pull/99',
};

test('a title keeps its words', () => {
  expect(plainText('Sort the list: by date (newest first)')).toBe('Sort the list: by date (newest first)');
});

test.each(['Fixes #12', 'closes acme/api#7', 'Resolves GH-3', 'Fixes https://github.com/acme/web/issues/9'])(
  '%s closes nothing any more',
  (title) => {
    expect(plainText(title)).not.toMatch(/#\d|GH-\d|https?:\/\//i);
    expect(closingReferences({ ...pull, body: plainText(title) })).toEqual([]);
  },
);

test('a mention notifies nobody', () => {
  expect(plainText('Ask @mona')).not.toMatch(/@\w/);
});

test.each(['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]', 'skip-checks: true'])(
  '%s skips nothing',
  (words) => {
    expect(plainText(`Title ${words}`)).not.toContain(words);
  },
);

test('line breaks and hidden characters are gone', () => {
  expect(plainText('One\r\n::error::two\u202E\u0007 three\u200B')).toBe('One ::error::two three');
});

test('a long title is cut off visibly', () => {
  expect(plainText('x'.repeat(500))).toBe(`${'x'.repeat(199)}…`);
});
