import { expect, test } from 'vitest';
import { GitError } from '../../../src/agents/git/git-error.ts';
import { failureOf } from '../../../src/agents/run/failure-of.ts';
import { ProviderError } from '../../../src/core/provider-error.ts';

test('what GitHub refused is said in its own words', () => {
  const error = new ProviderError({ reason: 'rate-limited', message: 'Wait a minute.' });
  expect(failureOf(error)).toEqual({ reason: 'rate-limited', message: 'Wait a minute.' });
});

test('a defect says nothing of our insides', () => {
  const { reason, message } = failureOf(new TypeError("Cannot read properties of undefined (reading 'x')"));
  expect(reason).toBe('internal-error');
  expect(message).not.toMatch(/undefined|TypeError/);
});

test('what was cut off by a cancellation is cancelled', () => {
  expect(failureOf(AbortSignal.abort().reason)).toMatchObject({ reason: 'cancelled' });
});

test.each([
  ["fatal: unable to access 'https://x/': The requested URL returned error: 403", 'permission-missing'],
  ['remote: Permission to acme/web.git denied to interlock[bot].', 'permission-missing'],
  ["fatal: Authentication failed for 'https://x/'", 'bad-credentials'],
  ["fatal: could not read Username for 'https://x': terminal prompts disabled", 'bad-credentials'],
  ["remote: Repository not found.\nfatal: repository 'https://x/' not found", 'permission-missing'],
  ["fatal: unable to access 'https://x/': Could not resolve host: x", 'github-unavailable'],
])('git that says %j means %s', (stderr, reason) => {
  expect(failureOf(new GitError('push', stderr))).toEqual({
    reason,
    message: expect.stringMatching(/^Could not push: git said "/),
  });
});

test('of a long line of git, no half of a character is said', () => {
  const { message } = failureOf(new GitError('push', `fatal: ${'👍'.repeat(500)}`));
  expect(message).toContain(`git said "fatal: ${'👍'.repeat(146)}…"`);
});

test.each([
  [
    "fatal: unable to access 'https://x/': The requested URL returned error: 403",
    'The token needs `contents: write`: grant it',
  ],
  [
    '! [remote rejected] a -> b (refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission)',
    'touches a workflow file',
  ],
  ['remote: error: GH006: Protected branch update failed', 'A rule of the repository protects the branch:'],
  [
    'remote: error: GH013: Repository rule violations found for refs/heads/interlock/web/web-1.        \nremote: \nremote: - Cannot force-push to this branch        \nremote: \nremote: - Commits must have verified signatures.        \nremote:   Found 1 violation:        \n',
    'A rule of the repository protects the branch (Cannot force-push to this branch; Commits must have verified signatures): exempt the branches below `interlock/`.',
  ],
])('git that says %j has its remedy named', (stderr, remedy) => {
  expect(failureOf(new GitError('push', stderr))).toEqual({
    reason: 'permission-missing',
    message: expect.stringContaining(remedy),
  });
});
