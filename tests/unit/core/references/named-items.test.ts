import { expect, test } from 'vitest';
import { namedItems } from '../../../../src/core/references/named-items.ts';

const id = { owner: 'acme', repository: 'web', number: 538 };

const named = (body: string, title = 'Sort'): readonly number[] =>
  namedItems({ id, title, body, url: 'https://github.com/acme/web/issues/538' }).map(({ number }) => number);

test('issues of the same repository are found in title and text, in order of mention and once', () => {
  expect(named('As in #12, GH-13 and acme/web#12.', 'Like #14')).toEqual([14, 12, 13]);
});

test('by their pages too, also behind the text of a link', () => {
  expect(
    named('See https://github.com/acme/web/pull/15 and [this](https://github.com/Acme/Web/issues/16).'),
  ).toEqual([15, 16]);
});

test('nothing of another repository is found, nor the item itself', () => {
  expect(named('acme/api#12, https://github.com/acme/api/issues/13, #538')).toEqual([]);
});

test('what stands in code or in a comment names nothing', () => {
  expect(named('`#12`\n\n```\n#13\n```\n\n<!-- #14 -->')).toEqual([]);
});
