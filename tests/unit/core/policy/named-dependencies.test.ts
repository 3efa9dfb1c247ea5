import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatItemId, parseItemId } from '../../../../src/core/item-id.ts';
import { namedDependencies } from '../../../../src/core/policy/named-dependencies.ts';

const item = { owner: 'acme', repository: 'web', number: 540 };

describe('words of waiting', () => {
  test.each([
    'Blocked by #538.',
    'blocked on #538',
    'Depends on #538',
    'These depend on #538',
    'It is dependent on #538',
    'Dependencies: #538',
    'Waiting for #538',
    'This waits for #538',
    'To be done after #538',
    'Requires #538',
    'Needs #538 first',
    '- [ ] **Blocked by** #538',
  ])('are read: %s', (text) => {
    expect(named(text)).toEqual(['acme/web#538']);
  });

  test.each(['See #538', 'Blocks #538', 'Part of #538', 'Unblocked by #538', 'Closes #538', '#538'])(
    'are missed in %j, which says nothing of waiting',
    (text) => {
      expect(named(text)).toEqual([]);
    },
  );
});

describe('references', () => {
  test.each([
    ['Blocked by acme/api#7', 'acme/api#7'],
    ['Blocked by https://github.com/acme/api/issues/7', 'acme/api#7'],
    ['Blocked by https://github.example.com/acme/api/pull/7.', 'acme/api#7'],
    ['Blocked by [the parser](https://github.com/acme/api/issues/7)', 'acme/api#7'],
  ])('are read in every form: %s', (text, expected) => {
    expect(named(text)).toEqual([expected]);
  });

  test('are read to the end of the sentence, in order of mention and once each', () => {
    expect(named('Blocked by #2, ACME/web#1 and #2. See also #3')).toEqual(['acme/web#2', 'ACME/web#1']);
  });

  test('are read to the end of the line', () => {
    expect(named('Depends on #1\n#2 is another matter')).toEqual(['acme/web#1']);
  });

  test('are read in the list below a heading or a colon', () => {
    expect(named('Blocked by:\n- #1\n- [ ] acme/api#2\n\n* #3\n\nSee #9')).toEqual([
      'acme/web#1',
      'acme/api#2',
      'acme/web#3',
    ]);
    expect(named('## Depends on\r\n\r\n1. #1\r\n2. #2\r\n\r\nText #9')).toEqual(['acme/web#1', 'acme/web#2']);
    expect(named('**Dependencies**\n#1\nhttps://github.com/acme/web/issues/2')).toEqual([
      'acme/web#1',
      'acme/web#2',
    ]);
  });

  test('to the item itself are none', () => {
    expect(named('Blocked by #540 and Acme/Web#540')).toEqual([]);
  });

  test('that are not canonical are none', () => {
    expect(named('Blocked by #0, #12345678901 and WEB-5')).toEqual([]);
  });

  test('in code and in HTML comments are none', () => {
    expect(named('<!-- Blocked by #1 -->\n`depends on #2`\n```\nneeds #3\n```\n~~~\nneeds #4\n~~~')).toEqual(
      [],
    );
    expect(named('<!-- Blocked by #1')).toEqual([]);
  });

  test('far away in one sentence are not read, and none is read in part', () => {
    expect(named(`after ${'x '.repeat(110)}#538`)).toEqual([]);
    expect(named(`after ${'x'.repeat(195)} #538`)).toEqual(['acme/web#538']);
  });
});

test('whatever a text holds, only other canonical items come out', () => {
  const piece = fc.constantFrom(
    'blocked by',
    ' ',
    '\n',
    '#',
    '12',
    'a/b',
    '- ',
    ':',
    '`',
    '<!--',
    '-->',
    '.',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      for (const id of named(pieces.join(''))) {
        expect(parseItemId(id)).toBeDefined();
        expect(id).not.toBe('acme/web#540');
      }
    }),
  );
});

test.each([
  ['waiting words', 'after '.repeat(11_000)],
  ['name characters', `after ${'a'.repeat(65_000)}`],
  ['dots', `after ${'a.'.repeat(32_000)}`],
  ['list marks', `after:\n${'- \n \n'.repeat(13_000)}x`],
])('reads the longest issues full of %s, where backtracking would outlast the test', (_, text) => {
  for (let issue = 0; issue < 20; issue += 1) expect(named(text)).toEqual([]);
});

function named(text: string): readonly string[] {
  return namedDependencies(text, item).map(formatItemId);
}
