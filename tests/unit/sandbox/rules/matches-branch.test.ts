import { expect, test } from 'vitest';
import { matchesBranch } from '../../../../src/sandbox/rules/matches-branch.ts';

test.each([
  ['main', 'main', true],
  ['main', 'maintenance', false],
  ['release/*', 'release/1', true],
  ['release/*', 'release/1/fix', false],
  ['release/**', 'release/1', true],
  ['release/**', 'release/1/fix', false],
  ['release/**/*', 'release/1', true],
  ['release/**/*', 'release/1/fix', true],
  ['**/fix', 'fix', true],
  ['**/fix', 'a/b/fix', true],
  ['*', 'a/b', false],
  ['v?.0', 'v1.0', true],
  ['v?.0', 'v1x0', false],
  ['v[12]', 'v2', true],
  ['v[!12]', 'v2', false],
  ['a+b', 'aab', false],
  ['~ALL', 'a/b', true],
  ['~DEFAULT_BRANCH', 'main', true],
  ['~DEFAULT_BRANCH', 'topic', false],
])('%s is about %s: %s', (pattern, name, expected) => {
  expect(matchesBranch({ branches: [pattern] }, name, name === 'main')).toBe(expected);
});

test('what is left out by name is left out of all', () => {
  const ruleset = { branches: ['~ALL'], exclude: ['kept/*', '~DEFAULT_BRANCH'] };
  expect(['kept/a', 'main', 'topic'].map((name) => matchesBranch(ruleset, name, name === 'main'))).toEqual([
    false,
    false,
    true,
  ]);
});
