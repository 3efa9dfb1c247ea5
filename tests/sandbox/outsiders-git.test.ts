import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openWorkshop, versionOf, type Workshop } from './outsiders-programs.ts';

describe(`git ${versionOf('git')}, unmodified`, () => {
  let sandbox: Sandbox;
  let web: RepositoryHandle;
  let workshop: Workshop;
  let tokens: Record<'ann' | 'bob', string>;

  beforeEach(async () => {
    sandbox = await startSandbox();
    web = await sandbox.createRepository({ owner: 'acme', name: 'web', private: true });
    const access = { 'acme/web': 'write' as const };
    tokens = {
      ann: sandbox.createPerson({ login: 'ann', access }).token,
      bob: sandbox.createPerson({ login: 'bob', access: { 'acme/web': 'read' } }).token,
    };
    workshop = await openWorkshop({
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_NOSYSTEM: '1',
      http_proxy: sandbox.url,
      no_proxy: '127.0.0.1',
    });
  });

  afterEach(async () => {
    await workshop[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
    expect(sandbox.defects).toEqual([]);
  });

  const git = (folder: string, ...args: string[]): Promise<string> =>
    workshop.run('git', ['-c', `user.name=${folder}`, '-c', `user.email=${folder}@example.com`, ...args], {
      cwd: join(workshop.folder, folder),
    });

  /** As a person does: the token for a password. */
  async function clone(
    folder: string,
    login: keyof typeof tokens,
    host = new URL(sandbox.url).host,
  ): Promise<void> {
    await workshop.run('git', [
      'clone',
      '-q',
      `http://${login}:${tokens[login]}@${host}/acme/web.git`,
      folder,
    ]);
  }

  async function commit(folder: string, file: string): Promise<void> {
    await writeFile(join(workshop.folder, folder, file), `${folder}\n`);
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', `Add ${file}`);
  }

  test('clones a repository without a commit, and makes its default branch with the first push', async () => {
    const empty = await sandbox.createRepository({ owner: 'acme', name: 'empty', empty: true });
    const { token } = sandbox.createPerson({ login: 'cid', access: { 'acme/empty': 'write' } });
    const { host } = new URL(sandbox.url);
    await workshop.run('git', ['clone', '-q', `http://cid:${token}@${host}/acme/empty.git`, 'cid']);
    expect(await empty.branches()).toEqual({});
    await commit('cid', 'README.md');
    await git('cid', 'push', '-q');
    expect(await empty.readFile('main', 'README.md')).toBe('cid\n');
  });

  test('clones, pushes, fetches and pushes again after somebody else was first', async () => {
    await clone('one', 'ann');
    await clone('other', 'ann');
    await commit('one', 'a');
    await git('one', 'push', '-q', 'origin', 'main');
    await commit('other', 'b');

    await expect(git('other', 'push', 'origin', 'main')).rejects.toThrow('[rejected]');
    await git('other', 'fetch', '-q');
    await git('other', 'rebase', '-q', 'origin/main');
    await git('other', 'push', '-q', 'origin', 'main');

    expect(await web.readFile('main', 'a')).toBe('one\n');
    expect(await web.readFile('main', 'b')).toBe('other\n');
    expect((await git('other', 'rev-parse', 'HEAD')).trim()).toBe((await web.branches())['main']);
  });

  test('a forced push with a lease is refused once the branch has moved', async () => {
    await clone('one', 'ann');
    await clone('other', 'ann');
    await commit('one', 'a');
    await git('one', 'push', '-q', 'origin', 'main');
    await git('other', 'commit', '-q', '--amend', '-m', 'Rewritten');
    await expect(git('other', 'push', '--force-with-lease', 'origin', 'main')).rejects.toThrow('stale info');
    expect(await web.readFile('main', 'a')).toBe('one\n');
  });

  test('a push by somebody who may only read is refused, and git says why', async () => {
    await clone('one', 'bob');
    await commit('one', 'a');
    await expect(git('one', 'push', 'origin', 'main')).rejects.toThrow(
      'remote: Write access to acme/web not granted.',
    );
    expect(await web.readFile('main', 'a')).toBeUndefined();
  });

  test('reaches it as github.localhost too, with the sandbox for a proxy', async () => {
    await clone('one', 'ann', 'github.localhost');
    await commit('one', 'a');
    await git('one', 'push', '-q', 'origin', 'HEAD:topic');
    expect(await web.readFile('topic', 'a')).toBe('one\n');
  });
});
