import { describe, expect, test } from 'vitest';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { Tokenizer } from '../../../../src/core/policy/dependency-tokens.ts';
import { readSentences, type Saying } from '../../../../src/core/policy/read-sentences.ts';

/** What the page of dependencies has no room for: how far a word reaches, and what parts it from a name. */
const item = { owner: 'acme', repository: 'web', number: 540 };
const tokenizer = new Tokenizer(item, 'github.com');

function read(text: string, over?: Saying) {
  const { waitsFor, below } = readSentences(text, { tokenizer, item, over });
  return { waitsFor: waitsFor.map((id) => formatItemId(id).replace(/^acme\/web(?=#)/, '')), below };
}

type Row = readonly [text: string, ...waitsFor: readonly string[]];

function reads(rows: readonly Row[], over?: Saying): void {
  test.each(rows)('%j', (text, ...waitsFor) => {
    expect(read(text, over).waitsFor).toEqual(waitsFor);
  });
}

const far = (before: string, blanks: number, ...names: readonly string[]): Row => [
  `${before}${' '.repeat(blanks)}#13`,
  ...names,
];

describe('a word reaches names', () => {
  reads([
    far('after', 200, '#13'),
    far('after', 201),
    far('after #12', 200, '#12', '#13'),
    far('after #12', 201, '#12'),
    ['Needs #12. #13', '#12'],
    ['Needs #12! #13', '#12'],
    ['Needs #12; #13', '#12', '#13'],
    ['Needs #12 e.g. #13', '#12', '#13'],
    ['Blocked by #12 not #13', '#12'],
    ['Blocked by #12 knot #13', '#12', '#13'],
    ['Blocked by #12 not  #13', '#12'],
    ['Needs a parser not blocked by #12'],
  ]);
});

describe('an issue with which a sentence begins is what the sentence is about', () => {
  reads([
    ['#12, which is still blocked by #13'],
    ['#12 is currently waiting for #13'],
    ['#12 (already blocked by #13)'],
    ['[x] #12 depends on #13'],
    ['[X] #12 depends on #13'],
    ['#12 is  blocked by #13'],
    ['It is done. #12 depends on #13'],
    [`${'*'.repeat(12)}#12 depends on #13`],
    [`${'*'.repeat(13)}#12 depends on #13`, '#13'],
    ['x #12 depends on #13', '#13'],
    ['#12 and this are blocked by #13', '#13'],
    ['#540 depends on #13', '#13'],
  ]);
});

describe('a sentence goes on in the next line', () => {
  reads([
    ...[', ', '& ', '+ ', '; ', 'and ', 'or '].map((mark): Row => [`Needs #12\n${mark}#13`, '#12', '#13']),
    ...[',', ' &', ' +', ':', ' and', ' or', ', and '].map(
      (mark): Row => [`Needs #12${mark}\n#13`, '#12', '#13'],
    ),
    ['Needs the parser\n#13', '#13'],
    ['Needs the parser\nnote: #13', '#13'],
    ['Needs the parser\nof Mona: #13', '#13'],
    ['#12 and\n#13 block this', '#12', '#13'],
  ]);
});

describe('a sentence ends with the line', () => {
  reads([
    ['Needs #12\n#13', '#12'],
    ['Needs #12\norder #13', '#12'],
    ['Needs #12\n#13, x', '#12'],
    ['Needs #12, x\n#13', '#12'],
    ['Needs #12,\n\n#13', '#12'],
    ['#12\n#13 blocks this', '#13'],
    ['Needs #12 band\n#13', '#12'],
    ['Needs the parser\nNote: #13'],
    ['Needs the parser\nSee it: #13'],
    ['Needs the parser\n- Note: #13'],
    ['Needs the parser\n1. Note: #13'],
  ]);
});

describe('a word that ends a line speaks for the names that begin the next ones', () => {
  const address = 'https://github.com/acme/web/issues/15';
  const insecure = 'http://github.com/acme/web/issues/18';
  reads([
    ['Blocked by\n#12\n#13', '#12', '#13'],
    [
      `Blocked by:\n- #12\n* acme/api#13\nGH-14\n${address}\n${insecure}\n> [#16\nno #17`,
      '#12',
      'acme/api#13',
      '#14',
      '#15',
      '#18',
      '#16',
    ],
    ['Blocks:\n#12\n#13'],
    ['Blocked by:\n#12, blocks #13\n#14', '#12', '#14'],
  ]);
});

describe('brackets', () => {
  reads([
    ['Blocked by (see #12) #13', '#13'],
    ['Blocked by (not #12) #13', '#13'],
    ['Blocked by #12) #13', '#12', '#13'],
    ['(needs #12) #13 blocks this', '#12', '#13'],
    ['Blocked by #12 (blocks #13), #14', '#12', '#14'],
  ]);
});

describe('a thing is a label only', () => {
  reads([
    ['Dependencies (#12)', '#12'],
    ['Update dependencies: #12', '#12'],
    ['A dependency on #12', '#12'],
    ['The dependency is #12', '#12'],
    ['The dependencies are #12', '#12'],
    ['The dependency #12', '#12'],
    ['The dependency GH-12', '#12'],
    ['The dependency = #12', '#12'],
    ['The **dependency** #12', '#12'],
    ['The dependency onto #12'],
    ['Update dependencies (#12)'],
  ]);
});

describe('under a word of waiting', () => {
  reads(
    [
      ['x #12', '#12'],
      ['not #12'],
      ['None, #12. But #13', '#13'],
      ['Fixes #12'],
      ['This fixes #12'],
      ['This fixes the #12'],
      ['This fixes issues by #12'],
      ['This fixes issue #12'],
      ['This fixes pr #12'],
      ['This fixes pull request #12'],
      ['This fixes the  #12'],
      ['This fixes GH-12'],
      ['This fixes acme/web#12'],
      ['This fixes acme-2/web.x#12'],
      ['This fixes https://github.com/acme/web/issues/12'],
      ['This fixes http://github.com/acme/web/issues/12'],
      ['See the parser, #12'],
      ['**Parent** : x #12'],
      far('#12', 201, '#12', '#13'),
      ['This fixes something of #12', '#12'],
      ['Fix the parser (#12)', '#12'],
      ['Related work on #12'],
      ['Parent: x #12'],
      ['**Epic**: x #12'],
      ['Parent x #12', '#12'],
    ],
    'waits',
  );
});

describe('a relation inside what is waited for', () => {
  reads([
    ['Waiting for the fix #12', '#12'],
    ['Waiting for a review, fixes #12'],
    ['Waiting for a review which closes #12'],
    ['#12 and #13 block this, #14', '#12', '#13'],
    ['#12. That blocks this'],
    ['#12 blocks this and #13 blocks this', '#12', '#13'],
    ['#12, blocks #13, and it blocks this', '#12'],
  ]);
});

test.each([
  ['Dependencies:', 'waits'],
  ['Blocked by', 'waits'],
  ['Blocked by **', 'waits'],
  ['Blocked by the following: ', 'waits'],
  ['These are the dependencies', 'waits'],
  ['#12 depends on', 'other'],
  ['Blocked by the following:', 'waits'],
  ['Blocks:', 'other'],
  ['Blocks', 'other'],
  ['Not blocked by:', 'other'],
  ['Blocked by the following', undefined],
  ['The following:', undefined],
  ['After:', undefined],
  ['After', undefined],
] as const)('%j says of what is below it: %s', (text, below) => {
  expect(read(text).below).toBe(below);
});

test('what stood over a text is not what the text says of what is below', () => {
  expect(read('More:', 'waits').below).toBeUndefined();
  expect(read('Parent', 'waits').below).toBe('other');
});

describe('under a word of another relation', () => {
  reads([['#12'], ['#12 blocks this', '#12'], ['Needs #12', '#12']], 'other');
});
