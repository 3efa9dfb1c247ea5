import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut } from '../../../../src/core/text/cut.ts';
import { itemIdInvalid } from '../../../../src/core/text/input-message.ts';
import { inCode, plainText } from '../../../../src/core/text/plain-text.ts';
import { statusComment } from '../../../../src/core/text/status-comment.ts';
import { toolNotOffered } from '../../../../src/core/text/tool-message.ts';

const family = '👨‍👩‍👧‍👦';

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['a blank at the end', 8, 'a blank…'],
  ['👍👍👍', 4, '👍…'],
  ['👍👍👍', 5, '👍👍…'],
  [`ab${family}cd`, 8, 'ab…'],
  ['noe\u0308l and more', 5, 'noe\u0308…'],
  ['noe\u0308l and more', 4, 'no…'],
  ['🇩🇪🇫🇷🇮🇹', 7, '🇩🇪…'],
  [family, 5, '…'],
])('%j of at most %i is %j', (text, most, expected) => {
  expect(cut(text, most)).toBe(expected);
});

test('is whole and short enough, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.integer({ min: 1, max: 90 }),
      (text, most) => {
        const short = cut(text, most);
        expect(short.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(short.isWellFormed()).toBe(true);
        if (text.length > most) expect(text.startsWith(short.slice(0, -1))).toBe(true);
      },
    ),
    { seed: 10 },
  );
});

test('a heap of marks that is no character is cut in it, and no mark is halved', () => {
  expect(cut(`a${'\u0301'.repeat(500)}`, 100)).toHaveLength(100);
  for (const most of [100, 101]) expect(cut(`a${'\u{1d165}'.repeat(500)}`, most).isWellFormed()).toBe(true);
});

describe('no half of a character is left', () => {
  const thumbs = '👍'.repeat(500);
  const odd = `x${thumbs}`;
  const at = new Date('2026-11-30T12:00:00Z');

  test.each([
    ['in titles and commit messages', plainText],
    ['in names of files', inCode],
    ['in what an input is said to be', itemIdInvalid],
    ['in what an agent is told of its tools', (name: string) => toolNotOffered(name, [])],
    ['in status comments', (line: string) => statusComment({ project: 'web', status: 'stopped', line, at })],
  ] as const)('%s', (_, say) => {
    for (const text of [thumbs, odd]) {
      const said = say(text);
      expect(said).toContain('👍');
      expect(said.isWellFormed()).toBe(true);
      // JSON writes half a character as an escape.
      expect(said).not.toMatch(/\\ud8/i);
    }
  });
});
