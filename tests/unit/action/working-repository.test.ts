import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GitError } from '../../../src/action/git/git-error.ts';
import { WorkingRepository } from '../../../src/action/git/working-repository.ts';
import { heldBranch } from '../../../src/core/ledger/held-branch.ts';
import { noLedger } from '../../../src/core/ledger/warrant.ts';

const HELD = heldBranch(noLedger({ ledger: 'off', mode: 'act' }), {
  project: 'web',
  item: { owner: 'acme', repository: 'web', number: 538 },
});
const BRANCH = HELD.name;
const OURS = { name: 'interlock[bot]', email: 'interlock[bot]@users.noreply.github.com' };
const run = promisify(execFile);

let directory: string;
let remote: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'working-repository-'));
  remote = join(directory, 'remote.git');
  await mkdir(join(directory, 'ours'));
  const person = join(directory, 'person');
  await git(directory, 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  await git(directory, 'init', '--quiet', '--initial-branch=main', person);
  await git(person, 'remote', 'add', 'origin', remote);
  // Committed with CRLF and only later declared as text: git would normalise it, given an occasion.
  await writeFile(join(person, 'old.txt'), 'one\r\ntwo\r\n');
  await personCommits('main', 'README.md', '# Web\n');
  await writeFile(join(person, '.gitattributes'), '* text\n');
  await git(person, 'add', '.gitattributes');
  await git(person, 'commit', '--quiet', '-m', 'attributes');
  await git(person, 'push', '--quiet', 'origin', 'main');
});
afterEach(() => rm(directory, { recursive: true }));

async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=Mona', '-c', 'user.email=mona@example.com'];
  const { stdout } = await run('git', ['-c', 'core.autocrlf=false', ...identity, ...args], { cwd });
  return stdout.trim();
}

async function personCommits(branch: string, file: string, text: string): Promise<string> {
  const person = join(directory, 'person');
  if (branch !== 'main') await git(person, 'checkout', '--quiet', '-B', branch, 'main');
  await writeFile(join(person, file), text);
  await git(person, 'add', '--all');
  await git(person, 'commit', '--quiet', '-m', `change ${file}`);
  await git(person, 'push', '--quiet', '--force', 'origin', branch);
  return git(person, 'rev-parse', 'HEAD');
}

const open = (): WorkingRepository =>
  new WorkingRepository({
    directory: join(directory, 'ours'),
    url: `file://${remote}`,
    token: async () => 'ghs_secret',
    mask: () => undefined,
    env: process.env,
    signal: new AbortController().signal,
  });

/** A repository of ours with a checkout for the engine. */
async function start(): Promise<{ ours: WorkingRepository; checkout: string; base: string }> {
  const ours = open();
  const { base } = await ours.fetch('main', BRANCH);
  const checkout = join(directory, 'checkout');
  await ours.checkOut(checkout, { branch: BRANCH, start: base });
  return { ours, checkout, base };
}

const commitOf = (ours: WorkingRepository, checkout: string, base: string) =>
  ours.commit(checkout, { start: base, message: 'Sort by date\n', identity: OURS });

test('a branch that is not there has no head, also if another one begins like it', async () => {
  await personCommits(`${BRANCH}0`, 'other.md', 'x');
  expect(await open().fetch('main', BRANCH)).toEqual({ base: expect.any(String), head: undefined });
});

test('a branch that is there has the head that the server has', async () => {
  const head = await personCommits(BRANCH, 'other.md', 'x');
  expect(await open().fetch('main', BRANCH)).toMatchObject({ head });
});

test('who made the commits of a branch is read without those of the default branch', async () => {
  await personCommits(BRANCH, 'other.md', 'x');
  const ours = open();
  const { base, head } = await ours.fetch('main', BRANCH);
  expect(await ours.signaturesBeyond(base, head ?? '')).toEqual([
    { author: 'mona@example.com', committer: 'mona@example.com' },
  ]);
});

describe('the commit', () => {
  test('is ours, holds what was added, changed and removed, and nothing else', async () => {
    const { ours, checkout, base } = await start();
    await writeFile(join(checkout, 'new file.md'), 'new');
    await rm(join(checkout, 'README.md'));
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    expect(await ours.push(commit, HELD, undefined)).toEqual({ kind: 'pushed' });
    expect(await git(remote, 'show', '--name-status', '--format=%an %ae %cn %s', commit)).toBe(
      `${OURS.name} ${OURS.email} ${OURS.name} Sort by date\n\nD\tREADME.md\nA\tnew file.md`,
    );
  });

  test('does not exist if nothing was changed', async () => {
    const { ours, checkout, base } = await start();
    expect(await commitOf(ours, checkout, base)).toBeUndefined();
  });

  test('takes in what the engine committed itself, under our name', async () => {
    const { ours, checkout, base } = await start();
    await writeFile(join(checkout, 'new.md'), 'new');
    await git(checkout, 'add', '--all');
    await git(checkout, 'commit', '--quiet', '-m', 'mine');
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    expect(await ours.push(commit, HELD, undefined)).toEqual({ kind: 'pushed' });
    expect(await git(remote, 'log', '--format=%ae', `main..${commit}`)).toBe(OURS.email);
  });

  test("runs none of the engine's hooks and none of its filters", async () => {
    const { ours, checkout, base } = await start();
    const hook = `#!/bin/sh\ntouch ${directory}/hooked\n`;
    for (const repository of [join(checkout, '.git'), join(directory, 'ours', 'repository.git')]) {
      await mkdir(join(repository, 'hooks'), { recursive: true });
      for (const name of ['pre-commit', 'pre-push', 'reference-transaction']) {
        await writeFile(join(repository, 'hooks', name), hook, { mode: 0o755 });
      }
    }
    await git(checkout, 'config', 'filter.spy.clean', `touch ${directory}/hooked; cat`);
    await git(checkout, 'config', 'core.fsmonitor', `touch ${directory}/hooked`);
    await writeFile(join(checkout, '.gitattributes'), '* filter=spy\n');
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    expect(await ours.push(commit, HELD, undefined)).toEqual({ kind: 'pushed' });
    await expect(readFile(join(directory, 'hooked'))).rejects.toThrow('ENOENT');
  });
});

describe('the push', () => {
  test('is refused if the branch came into being meanwhile', async () => {
    const { ours, checkout, base } = await start();
    await writeFile(join(checkout, 'new.md'), 'new');
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    const theirs = await personCommits(BRANCH, 'other.md', 'x');
    expect(await ours.push(commit, HELD, undefined)).toEqual({ kind: 'moved' });
    expect(await git(remote, 'rev-parse', BRANCH)).toBe(theirs);
  });

  test('is refused if the branch moved meanwhile, though it would be a fast-forward', async () => {
    const read = await personCommits(BRANCH, 'other.md', 'x');
    const { ours, checkout } = await start();
    await writeFile(join(checkout, 'new.md'), 'new');
    const commit = (await commitOf(ours, checkout, read)) ?? '';
    await git(remote, 'update-ref', `refs/heads/${BRANCH}`, 'main');
    expect(await ours.push(commit, HELD, read)).toEqual({ kind: 'moved' });
  });

  test('starts a branch anew that is where it was read', async () => {
    const read = await personCommits(BRANCH, 'other.md', 'x');
    const { ours, checkout, base } = await start();
    await writeFile(join(checkout, 'new.md'), 'new');
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    expect(await ours.push(commit, HELD, read)).toEqual({ kind: 'pushed' });
    expect(await git(remote, 'rev-parse', BRANCH)).toBe(commit);
  });

  test('that the server does not want, with the branch unmoved, is an error', async () => {
    const { ours, checkout, base } = await start();
    await writeFile(join(checkout, 'new.md'), 'new');
    const commit = (await commitOf(ours, checkout, base)) ?? '';
    const refuse = '#!/bin/sh\necho "GH013: Repository rule violations" >&2; exit 1\n';
    await writeFile(join(remote, 'hooks', 'pre-receive'), refuse, { mode: 0o755 });
    const error = await ours.push(commit, HELD, undefined).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GitError);
    expect(error).toMatchObject({ reason: 'permission-missing' });
  });
});

test('the token is nowhere on the disk', async () => {
  const { checkout } = await start();
  const found = await run('grep', ['-rlE', 'ghs_secret|x-access-token|extraheader', directory]).catch(
    ({ stdout }: { stdout: string }) => ({ stdout }),
  );
  expect(found.stdout).toBe('');
  expect(await git(checkout, 'remote', 'get-url', 'origin')).toBe(`file://${remote}`);
});
