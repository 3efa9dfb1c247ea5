import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { startSandbox } from '../../src/sandbox/index.ts';

const run = promisify(execFile);

async function arrange(isPrivate: boolean) {
  const sandbox = await startSandbox();
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    private: isPrivate,
    files: { 'README.md': 'web\n' },
  });
  const writer = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  const reader = sandbox.createPerson({ login: 'hubot', access: { 'acme/web': 'read' } });
  const folder = await mkdtemp(join(tmpdir(), 'git-http-'));
  const git = (token: string | undefined, ...args: string[]) =>
    run('git', [...(token ? ['-c', `http.extraHeader=Authorization: bearer ${token}`] : []), ...args], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'mona',
        GIT_AUTHOR_EMAIL: 'mona@example.com',
        GIT_COMMITTER_NAME: 'mona',
        GIT_COMMITTER_EMAIL: 'mona@example.com',
      },
    });
  return {
    sandbox,
    repository,
    writer: writer.token,
    reader: reader.token,
    folder,
    git,
    url: `${sandbox.url}/acme/web.git`,
    async [Symbol.asyncDispose]() {
      await sandbox[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe('git over HTTP', () => {
  test('a private repository asks whoever comes without credentials, or with wrong ones, for some', async () => {
    await using world = await arrange(true);
    const ask = (headers: Record<string, string>) =>
      fetch(`${world.url}/info/refs?service=git-upload-pack`, { headers });
    const anonymous = await ask({});
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toBe('Basic realm="GitHub"');
    expect((await ask({ authorization: 'bearer ghp_wrong' })).status).toBe(401);
    expect((await ask({ authorization: `bearer ${world.reader}` })).status).toBe(200);
    expect(
      (
        await fetch(`${world.sandbox.url}/acme/other.git/info/refs?service=git-upload-pack`, {
          headers: { authorization: `bearer ${world.reader}` },
        })
      ).status,
    ).toBe(404);
  });

  test('a public repository can be cloned by anybody, and pushed to by those who may', async () => {
    await using world = await arrange(false);
    await world.git(undefined, 'clone', '-q', world.url, '.');
    await writeFile(join(world.folder, 'more.txt'), 'more\n');
    await world.git(undefined, 'add', '.');
    await world.git(undefined, 'commit', '-q', '-m', 'More');
    await expect(world.git(world.reader, 'push', '-q', 'origin', 'HEAD:topic')).rejects.toThrow('403');
    await expect(world.git(undefined, 'push', '-q', 'origin', 'HEAD:topic')).rejects.toThrow(
      'could not read Username',
    );
    await world.git(world.writer, 'push', '-q', 'origin', 'HEAD:topic');
    expect(await world.repository.readFile('topic', 'more.txt')).toBe('more\n');
  });

  test('a push brings the pull request of the branch up to date', async () => {
    await using world = await arrange(false);
    const { number } = await world.repository.addPullRequest({
      title: 'T',
      head: 'topic',
      files: { a: 'a' },
    });
    await world.git(world.writer, 'clone', '-q', '-b', 'topic', world.url, '.');
    await world.git(undefined, 'commit', '-q', '--allow-empty', '-m', 'Again');
    await world.git(world.writer, 'push', '-q', 'origin', 'topic');
    const answer = await fetch(`${world.sandbox.apiUrl}/repos/acme/web/pulls/${number}`, {
      headers: { authorization: `bearer ${world.writer}` },
    });
    const pull = (await answer.json()) as { head: { sha: string }; commits: number };
    expect(pull.head.sha).toBe((await world.repository.branches())['topic']);
    expect(pull.commits).toBe(2);
  });

  test('a push that is not a fast-forward is refused unless it is forced', async () => {
    await using world = await arrange(false);
    await world.git(world.writer, 'clone', '-q', world.url, '.');
    await world.git(undefined, 'commit', '-q', '--amend', '-m', 'Other');
    await expect(world.git(world.writer, 'push', '-q', 'origin', 'main')).rejects.toThrow('non-fast-forward');
    await world.git(world.writer, 'push', '-q', '--force-with-lease', 'origin', 'main');
  });

  test('a request may be compressed', async () => {
    await using world = await arrange(false);
    const { main } = await world.repository.branches();
    const body = gzipSync(`0032want ${main}\n00000009done\n`);
    const answer = await fetch(`${world.url}/git-upload-pack`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-git-upload-pack-request', 'content-encoding': 'gzip' },
      body,
    });
    expect(await answer.text()).toContain('PACK');
  });
});
