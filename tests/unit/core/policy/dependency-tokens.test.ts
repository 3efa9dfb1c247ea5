import { describe, expect, test } from 'vitest';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { Tokenizer } from '../../../../src/core/policy/dependency-tokens.ts';

const tokenizer = new Tokenizer({ owner: 'acme', repository: 'web' }, 'github.com');

const kinds = (text: string) => [...tokenizer.read(text)].map(({ kind }) => kind);
const names = (text: string) => [...tokenizer.read(text)].flatMap(({ id }) => (id ? [formatItemId(id)] : []));

test('a text is read as words, names and marks, each with its place', () => {
  expect([...tokenizer.read('Not blocked by #12 (needs acme/api#3), but after\nit')]).toEqual([
    { kind: 'negated', start: 0, end: 14 },
    { kind: 'reference', start: 15, end: 18, id: { owner: 'acme', repository: 'web', number: 12 } },
    { kind: 'open', start: 19, end: 20 },
    { kind: 'needing', start: 20, end: 25 },
    { kind: 'reference', start: 26, end: 36, id: { owner: 'acme', repository: 'api', number: 3 } },
    { kind: 'close', start: 36, end: 37 },
    { kind: 'pause', start: 37, end: 38 },
    { kind: 'pause', start: 39, end: 42 },
    { kind: 'following', start: 43, end: 48 },
    { kind: 'line', start: 48, end: 49 },
  ]);
});

describe('a sentence', () => {
  test.each(['a. b', 'a.', 'a! b', 'a!', 'a? b', 'a?', 'a; b', 'a;', 'casino. b', 'xe.g. b', '2e.g. b'])(
    'ends once in %j',
    (text) => {
      expect(kinds(text)).toEqual(['stop']);
    },
  );

  test.each(['e.g. b', 'i.e. b', 'etc. b', 'incl. b', 'no. b', 'nos. b', 'vs. b', 'v1.5 b', 'a!b', 'a?b'])(
    'goes on in %j',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );

  test.each([
    ['a; #1', ['pause', 'reference']],
    ['a;   #1', ['pause', 'reference']],
    ['a;    #1', ['stop', 'reference']],
    ['a; and #1', ['pause', 'pause', 'reference']],
    ['a; GH-1', ['pause', 'reference']],
    ['a; and b', ['stop', 'pause']],
  ])('goes on after a semicolon if a name does: %j', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test.each(['a, b', 'a;b', 'a – b', 'a — b', 'a and b', 'a but b', 'a or b', 'a which b', 'a that b'])(
    'pauses once in %j',
    (text) => {
      expect(kinds(text)).toEqual(['pause']);
    },
  );

  test.each(['sand b', 'andy b', '_or_ b', 'or2 b', '2or b', 'a-b'])('has no pause in %j', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('a name', () => {
  test.each([
    ['https://github.com/acme/api/issues/7 #8', ['acme/api#7', 'acme/web#8']],
    ['https://example.com/a#3 #12', ['acme/web#12']],
    ['www.example.com/#3 #12', ['acme/web#12']],
    ['#0 #12', ['acme/web#12']],
    ['background #1122334', ['acme/web#1122334']],
    ['background #11223', ['acme/web#11223']],
    ['background x #112233', ['acme/web#112233']],
    ['x #112233', ['acme/web#112233']],
    ['color acme/web#112233', ['acme/web#112233']],
    [`background${' '.repeat(15)}#112233`, ['acme/web#112233']],
  ])('is read as such in %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  const colours =
    'color colour Colors background foreground fill stroke border shade tint hex color: fill='.split(' ');
  test.each([...colours, 'color: ', `background${' '.repeat(13)}`])('is none of a colour: %j', (before) => {
    expect(names(`${before} #112233`)).toEqual([]);
    expect(names(`x ${before} #11223344`)).toEqual([]);
  });
});
