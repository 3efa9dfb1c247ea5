import { expect, test } from 'vitest';
import { continueBecause, type UnfinishedWork } from '../../../../src/core/text/continuation.ts';

const unmet = (check: Omit<UnfinishedWork['check'], 'kind'>, found: Partial<UnfinishedWork> = {}): string =>
  continueBecause({ check: { kind: 'unmet', ...check }, places: [], filtered: [], ...found });

test('an agent that claims to be done is told that nothing is changed', () => {
  expect(unmet({ work: 'nothing', claimsDone: true })).toContain(
    'You said that the work is done, but every file of your checkout is as you found it.',
  );
});

test('one that just ended is told that it did not say how', () => {
  expect(unmet({ work: 'nothing', claimsDone: false })).toContain('you did not call `finish`');
});

test('one that worked elsewhere is told where, and where the work has to be', () => {
  const places = [{ kind: 'branch', name: 'mine', tip: 'a'.repeat(40), commits: [] }] as const;
  expect(unmet({ work: 'elsewhere', claimsDone: true }, { places })).toMatch(
    /on the branch `mine`.*Only the files of the checkout become the pull request/,
  );
});

test('one whose commits cannot be read is told that they are not in the files', () => {
  expect(unmet({ work: 'elsewhere', claimsDone: true })).toContain('what you committed cannot be read');
});

test('one that wrote what a filter keeps is told which files', () => {
  const filtered = [{ path: 'film.mp4', filter: 'lfs' }];
  expect(unmet({ work: 'filtered', claimsDone: true }, { filtered })).toContain('`film.mp4` (`filter=lfs`)');
});

test('each is told how to end without a pull request', () => {
  for (const work of ['nothing', 'elsewhere', 'filtered'] as const) {
    expect(unmet({ work, claimsDone: false })).toMatch(/`question`, `blocked` or `not-needed`/);
  }
});
