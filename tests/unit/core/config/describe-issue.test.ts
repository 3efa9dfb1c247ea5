import { expect, test } from 'vitest';
import { describeIssue } from '../../../../src/core/config/describe-issue.ts';

type Issue = Parameters<typeof describeIssue>[0];

const value = { board: 'text' };

function described(issue: object): string {
  const whole = { path: ['board'], message: 'Invalid input', ...issue } as unknown as Issue;
  return describeIssue(whole, { value, written: () => undefined }).join();
}

test.each([
  ['a union', { code: 'invalid_union', errors: [] }, 'one of several forms'],
  ['a union of one form', { code: 'invalid_union', options: ['a'] }, '"a"'],
  ['a union whose forms nobody can read', { code: 'invalid_union', options: 'a' }, 'one of several forms'],
  ['a list that is too short', { code: 'too_small', origin: 'array', minimum: 2 }, 'at least 2 entries'],
  ['a list that is too long', { code: 'too_big', origin: 'array', maximum: 1 }, 'at most 1 entry'],
  ['a rule that nobody has put into words', { code: 'custom' }, 'something else (Invalid input)'],
  ['a type that has no other name', { code: 'invalid_type', expected: 'date' }, 'date'],
])('what was expected is said of %s', (_, issue, expected) => {
  expect(described(issue)).toBe(`board: found "text", expected ${expected}`);
});

test('of a long value no half of a character is shown', () => {
  const issue = { code: 'custom', path: [], message: 'expected less' } as unknown as Issue;
  const source = { value: '👍'.repeat(100), written: () => undefined };
  expect(describeIssue(issue, source).join()).toContain(`found "${'👍'.repeat(29)}…,`);
});

test('nothing is found below what is no mapping', () => {
  const issue = { code: 'invalid_type', expected: 'number', path: ['board', 'length'] };
  expect(described(issue)).toBe('board.length: found nothing, expected a number');
});
