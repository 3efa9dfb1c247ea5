import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatItemId, parseItemId } from '../../../../src/core/item-id.ts';
import { namedDependencies } from '../../../../src/core/policy/named-dependencies.ts';

const item = { owner: 'acme', repository: 'web', number: 540 };
const url = 'https://github.com/acme/web/issues/540';

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
    ['Blocked by [the parser](https://github.com/acme/api/issues/7)', 'acme/api#7'],
  ])('are read in every form: %s', (text, expected) => {
    expect(named(text)).toEqual([expected]);
  });

  test.each([
    ['https://github.example.com/acme/web/issues/540', ['acme/api#7']],
    ['http://127.0.0.1:8080/acme/web/issues/540', ['acme/api#8']],
    ['https://www.github.com/acme/web/issues/540', []],
    ['not an address', ['acme/api#7', 'acme/api#8']],
  ])('by address are read on the host of the item alone: %s', (page, expected) => {
    const body =
      'Blocked by https://github.example.com/acme/api/pull/7 and http://127.0.0.1:8080/acme/api/issues/8.';
    expect(namedDependencies({ id: item, title: '', body, url: page }).map(formatItemId)).toEqual(expected);
  });

  test('in a title are read, which is no Markdown and no part of the body', () => {
    const read = (title: string, body: string) =>
      namedDependencies({ id: item, title, body, url }).map(formatItemId);
    expect(read('Blocked by #1:', '- #2')).toEqual(['acme/web#1']);
    expect(read('Use `x` (blocked by #1)', '---\n#2')).toEqual(['acme/web#1']);
  });

  test('in a long list are all read', () => {
    const names = Array.from({ length: 100 }, (_, index) => `acme/web#${index + 1}`);
    expect(named(`Blocked by ${names.join(', ')}.`)).toEqual(names);
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
    { seed: 10 },
  );
});

describe('what is no text of the author', () => {
  const dependency = 'Blocked by #1';
  /** Prose without a mark that could open or close something. */
  const prose = fc.array(fc.constantFrom('a', 'Blocked', 'by', '#2x', '.', 'needs', '\n\n'), {
    maxLength: 8,
  });
  const check = (wrap: (marks: number) => string): void =>
    fc.assert(
      fc.property(prose, prose, fc.integer({ min: 0, max: 4 }), (before, after, marks) => {
        expect(named(`${before.join(' ')}\n\n${wrap(marks)}\n\n${after.join(' ')}`)).toEqual([]);
      }),
      { seed: 10, numRuns: 200 },
    );

  test.each<[string, (marks: number) => string]>([
    ['a code span', (marks) => `x ${'`'.repeat(marks + 1)} ${dependency} ${'`'.repeat(marks + 1)} x`],
    ['a fence', (marks) => `${'`'.repeat(marks + 3)}\n${dependency}\n${'`'.repeat(marks + 3)}`],
    [
      'a fence of tildes',
      (marks) => `${'~'.repeat(marks + 3)} md\n\n${dependency}\n\n${'~'.repeat(marks + 4)}`,
    ],
    ['a fence in a list', () => `- x\n\n  ~~~\n  ${dependency}\n  ~~~`],
    ['a fence in a quote', () => `> ~~~\n> ${dependency}`],
    ['an indented block', (marks) => `${' '.repeat(marks + 4)}${dependency}`],
    ['a comment', (marks) => `<!-- ${'\n'.repeat(marks)} ${dependency} ${'`'.repeat(marks)} -->`],
    ['struck-out text', () => `~~${dependency}~~`],
    ['an image', () => `![${dependency}](x.png)`],
    ['a destination', () => `[x](<#1 "${dependency}">)`],
  ])('%s names nothing, whatever stands around it', (_, wrap) => check(wrap));
});

test.each([
  ['waiting words', 'after '.repeat(11_000)],
  ['name characters', `after ${'a'.repeat(65_000)}`],
  ['dots', `after ${'a.'.repeat(32_000)}`],
  ['list marks', `after:\n${'- \n \n'.repeat(13_000)}x`],
  ['escaped backticks', '\\``'.repeat(21_000)],
  ['backticks of all lengths', Array.from({ length: 350 }, (_, length) => `a${'`'.repeat(length)}`).join('')],
  ['brackets', '['.repeat(65_000)],
  ['links that do not end', '[](('.repeat(16_000)],
  ['emphasis', '*a_ '.repeat(16_000)],
  ['quotes in quotes', '> '.repeat(32_000)],
  ['lists in lists', '- '.repeat(32_000)],
  ['open comments', 'a <!--'.repeat(10_000)],
  ['open tags in HTML', `<div>\n${'<a '.repeat(21_000)}`],
  ['cells', `${'|a'.repeat(8000)}\n${'|-'.repeat(8000)}\n${'|\n'.repeat(16_000)}`],
  ['negations', 'not-'.repeat(16_000)],
])(
  'reads the longest issue full of %s, where backtracking would outlast the test',
  {
    timeout: 60_000,
  },
  (_, text) => {
    expect(named(text)).toEqual([]);
  },
);

function named(text: string): readonly string[] {
  return namedDependencies({ id: item, title: '', body: text, url }).map(formatItemId);
}
