import { expect, test } from 'vitest';
import { nextSteps } from '../../../src/core/text/next-steps.ts';

test('names what is left, and ends with the doctor', () => {
  expect(
    nextSteps([
      { kind: 'write', program: './scripts/implement.sh' },
      { kind: 'push' },
      { kind: 'give-credentials', variable: 'INTERLOCK_CLIENT_ID', secret: 'INTERLOCK_PRIVATE_KEY' },
    ]).split('\n'),
  ).toEqual([
    'Next:',
    '  1. Write `./scripts/implement.sh`, which is not there yet. It does the work in a checkout of the repository.',
    '  2. Commit the files and push them to the default branch.',
    '  3. Give the repository the variable INTERLOCK_CLIENT_ID and the secret INTERLOCK_PRIVATE_KEY of your App.',
    '  4. Run `interlock doctor`: it looks at the installation on GitHub.',
  ]);
});

test('names of the credentials only those that are missing', () => {
  const left = nextSteps([
    { kind: 'give-credentials', variable: undefined, secret: 'INTERLOCK_PRIVATE_KEY' },
  ]);
  expect(left).toContain('Give the repository the secret INTERLOCK_PRIVATE_KEY of your App.');
});

test('says so when nothing is left', () => {
  expect(nextSteps([])).toBe(
    'Nothing is left to do here. Run `interlock doctor`: it looks at the installation on GitHub.',
  );
});
