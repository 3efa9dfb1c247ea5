import { describe, expect, test } from 'vitest';
import { explainGit } from '../../../../src/agents/git/explain-git.ts';
import { hasMark } from '../../../../src/core/reasons.ts';

const REJECTED = ' ! [remote rejected] 1a2b -> interlock/web/web-1 (pre-receive hook declined)';
const BY_RULE =
  ' ! [remote rejected] 1a2b -> interlock/web/web-1 (push declined due to repository rule violations)';

const LARGE = [
  'remote: error: Trace: 00da36c15c30d60ef4cff1f77d874a41aa4664da60639a903583f7f97db19b15        ',
  'remote: error: See https://gh.io/lfs for more information.        ',
  "remote: error: File out/big one.bin is 145.33 MB; this exceeds GitHub's file size limit of 100.00 MB        ",
  "remote: error: File b.zip is 115.24 MB; this exceeds GitHub's file size limit of 100.00 MB        ",
  'remote: error: GH001: Large files detected. You may want to try Git Large File Storage - https://git-lfs.github.com.        ',
  REJECTED,
].join('\n');

const SECRET = [
  'remote: error: GH013: Repository rule violations found for refs/heads/interlock/web/web-1.        ',
  'remote: ',
  'remote: - GITHUB PUSH PROTECTION        ',
  'remote:   —————————————————————————————————————————        ',
  'remote:     Resolve the following violations before pushing again        ',
  'remote: ',
  'remote:     - Push cannot contain secrets        ',
  'remote: ',
  'remote:      (?) Learn how to resolve a blocked push        ',
  'remote:      https://docs.github.com/code-security/secret-scanning/working-with-secret-scanning-and-push-protection        ',
  'remote: ',
  'remote:       —— Azure OpenAI Key ——————————————————————————————————        ',
  'remote:        locations:        ',
  'remote:          - commit: 2fe84dc71f6ef95b681a76dff0bf8675a0144a65        ',
  'remote:            path: docs/log.md:121        ',
  'remote:          - commit: 2fe84dc71f6ef95b681a76dff0bf8675a0144a65        ',
  'remote:            path: docs/other.md:2        ',
  'remote: ',
  'remote:        (?) To push, remove secret from commit(s) or follow this URL to allow the secret.        ',
  'remote:        https://github.com/acme/web/security/secret-scanning/unblock-secret/2zo534oDQtojE2EC7LjlI1hnywY        ',
  'remote: ',
  'remote:       —— GitHub Personal Access Token ——————————————————————        ',
  'remote:        locations:        ',
  'remote:          - commit: 2fe84dc71f6ef95b681a76dff0bf8675a0144a65        ',
  'remote:            path: .env:1        ',
  BY_RULE,
].join('\n');

const LFS = [
  'remote: error: GH008: Your push referenced at least 1 unknown Git LFS object:        ',
  'remote:     9b439f0ad3b1e8e965955487b72e84045e85fb844392890c7d34ba45b3430c1e        ',
  "remote: Try to push them with 'git lfs push --all'.        ",
  REJECTED,
].join('\n');

const EMAIL = [
  'remote: error: GH007: Your push would publish a private email address.        ',
  'remote: You can make your email public or disable this protection by visiting:        ',
  'remote: https://github.com/settings/emails        ',
  ' ! [remote rejected] 1a2b -> interlock/web/web-1 (push declined due to email privacy restrictions)',
].join('\n');

const PATHS = [
  'remote: error: GH013: Repository rule violations found for refs/heads/interlock/web/web-1.        ',
  'remote: ',
  'remote: - File path is restricted        ',
  'remote:   Found 1 violation:        ',
  BY_RULE,
].join('\n');

const NAME = [
  "remote: error: cannot lock ref 'refs/heads/interlock/web/web-1': 'refs/heads/interlock' exists; cannot create 'refs/heads/interlock/web/web-1'        ",
  ' ! [remote rejected] 1a2b -> interlock/web/web-1 (failed to update ref)',
].join('\n');

describe('a push that the server does not take', () => {
  test.each([
    ['for large files', LARGE, ['`out/big one.bin` (145.33 MB), `b.zip` (115.24 MB)', 'at most 100.00 MB']],
    [
      'for secrets',
      SECRET,
      [
        'Azure OpenAI Key in `docs/log.md:121`, Azure OpenAI Key in `docs/other.md:2`, GitHub Personal Access Token in `.env:1`',
        'https://github.com/acme/web/security/secret-scanning/unblock-secret/2zo534oDQtojE2EC7LjlI1hnywY',
      ],
    ],
    ['for objects of Git LFS', LFS, ['Git LFS objects']],
    ['for a private e-mail address', EMAIL, ['Block command line pushes']],
    ['for a rule about files', PATHS, ['(File path is restricted)']],
    ['for a branch in its way', NAME, ['Rename or delete']],
    [
      "for a rule of the server's own",
      `remote: Only Jira keys, please.        \n${REJECTED}`,
      ['`Only Jira keys, please.`'],
    ],
    [
      'for what is in its objects',
      `remote: error: object 1a2b: hasDotgit: contains '.git'        \n${REJECTED}`,
      ['hasDotgit'],
    ],
    ['without a word', ' ! [remote rejected] 1a2b -> interlock/web/web-1 (hook declined)', []],
  ])('%s is refused, for a person to look at, and what it is about is said', (_what, stderr, words) => {
    const { reason, remedy } = explainGit(stderr);
    expect(reason).toBe('push-refused');
    for (const word of words) expect(remedy).toContain(word);
    expect(hasMark(reason, 'needsPerson')).toBe(true);
  });

  test('for a secret is never answered by letting its branch past a rule', () => {
    expect(explainGit(SECRET).remedy).not.toContain('exempt');
  });
});

describe('what git says of the runner', () => {
  test.each([
    'fatal: write error: No space left on device',
    'error: unable to write file .git/objects/1a: Disk quota exceeded',
    'fatal: Unable to create temporary file: Read-only file system',
    "error: cannot lock ref 'refs/heads/x': Unable to create '/x/refs/heads/x.lock': Permission denied",
    "error: 'tool/' does not have a commit checked out\nfatal: adding files failed",
    'spawn git ENOENT',
    'fatal: something that nobody has thought of',
    'fatal: write error: No space left on device\nfatal: early EOF',
    '',
  ])('%j is a failure of the runner', (stderr) => {
    expect(explainGit(stderr).reason).toBe('runner-failed');
  });
});

describe('what passes by itself', () => {
  test.each([
    "fatal: unable to access 'https://x/': Could not resolve host: x",
    "fatal: unable to access 'https://x/': Failed to connect to x port 443 after 130 ms: Couldn't connect to server",
    "fatal: unable to access 'https://x/': The requested URL returned error: 503",
    'error: RPC failed; curl 56 Recv failure: Connection reset by peer\nfatal: the remote end hung up unexpectedly',
    'error: RPC failed; curl 28 Operation too slow. Less than 1 bytes/sec transferred the last 60 seconds',
    'remote: Internal Server Error        \n ! [remote rejected] a -> b (Internal Server Error)',
    'remote: fatal error in commit_refs        \n ! [remote rejected] a -> b (failure)',
    'fatal: early EOF',
    "fatal: expected 'packfile'",
    'fatal: protocol error: bad line length character: <htm',
    'remote: fatal: write error: No space left on device        \n ! [remote rejected] a -> b (unpacker error)',
  ])('%j is of GitHub', (stderr) => {
    expect(explainGit(stderr)).toEqual({ reason: 'github-unavailable' });
  });

  test('a limit is a limit', () => {
    expect(
      explainGit("fatal: unable to access 'https://x/': The requested URL returned error: 429").reason,
    ).toBe('rate-limited');
  });
});
