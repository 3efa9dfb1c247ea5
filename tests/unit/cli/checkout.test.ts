import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionReference } from '../../../src/cli/checkout/action-reference.ts';
import { apiUrlOf } from '../../../src/cli/connect.ts';
import { parseRemote } from '../../../src/core/parse-remote.ts';

describe('the address of a remote', () => {
  test.each([
    ['https://github.com/acme/web.git', 'https://github.com'],
    ['https://github.com/acme/web', 'https://github.com'],
    ['https://mona:secret@github.com/acme/web.git', 'https://github.com'],
    ['git@github.com:acme/web.git', 'https://github.com'],
    ['ssh://git@ssh.github.com:443/acme/web.git', 'https://github.com'],
    ['ssh://git@git.example.com:2222/acme/web.git', 'https://git.example.com'],
    ['http://127.0.0.1:3000/acme/web.git', 'http://127.0.0.1:3000'],
  ])('%s is acme/web', (address, serverUrl) => {
    expect(parseRemote(address)).toEqual({ serverUrl, repository: { owner: 'acme', repository: 'web' } });
  });

  test.each([
    '../web.git',
    '/srv/git/web.git',
    'file:///srv/acme/web.git',
    'https://github.com/acme',
    'C:/acme/web',
  ])('%s names no repository on GitHub', (address) => {
    expect(parseRemote(address)).toBeUndefined();
  });
});

describe('the API of a server', () => {
  test.each([
    ['https://github.com', {}, 'https://api.github.com'],
    ['https://acme.ghe.com', { GH_HOST: 'acme.ghe.com' }, 'https://api.acme.ghe.com'],
    ['https://git.example.com', { GH_HOST: 'git.example.com' }, 'https://git.example.com/api/v3'],
  ])('%s', (server, env, api) => {
    expect(apiUrlOf(server, env)).toBe(api);
  });

  test('is not asked with a token that is not said to be for it', () => {
    expect(() => apiUrlOf('https://github.com.example.com', { GH_HOST: 'github.com' })).toThrow(
      'Set GH_HOST=github.com.example.com if it is.',
    );
  });
});

describe("Interlock's own commit", () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-checkout-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const GITHUB = 'https://github.com';
  const env = { PATH: process.env['PATH'], HOME: '/', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]): string => {
    const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
    return execFileSync('git', ['-C', folder, ...identity, ...args], { env })
      .toString()
      .trim();
  };
  const commit = (): string => {
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'one');
    git('remote', 'add', 'origin', 'git@github.com:dev/interlock.git');
    return git('rev-parse', 'HEAD');
  };

  test('is what `uses:` names, with the owner of its remote', async () => {
    const head = commit();
    git('update-ref', 'refs/remotes/origin/main', head);
    expect(await actionReference(undefined, GITHUB, { programRoot: folder, env })).toBe(
      `dev/interlock@${head}`,
    );
  });

  test('is refused while GitHub cannot have it', async () => {
    const head = commit();
    await expect(actionReference(undefined, GITHUB, { programRoot: folder, env })).rejects.toThrow(
      `is at ${head}, which is on no branch of its remote`,
    );
  });

  test.each([
    '/srv/git/interlock.git',
    'https://x-access-token:secret@git.example.com/dev/interlock.git',
    'git@git.example.com:dev/interlock.git',
  ])(
    'is refused where the clone was made from %s, and its remote is named without its address',
    async (address) => {
      git('update-ref', 'refs/remotes/origin/main', commit());
      git('remote', 'set-url', 'origin', address);
      const refused = await actionReference(undefined, GITHUB, { programRoot: folder, env }).catch(String);
      expect(refused).toContain(`Interlock's own clone, ${folder}, was not cloned from github.com`);
      expect(refused).not.toMatch(/secret|example\.com|srv/);
    },
  );

  test('is refused where the clone has no remote', async () => {
    commit();
    git('remote', 'remove', 'origin');
    await expect(actionReference(undefined, GITHUB, { programRoot: folder, env })).rejects.toThrow(
      `Interlock's own clone, ${folder}, has no remote "origin"`,
    );
  });

  test('is looked for where the repository is, on a server of its own too', async () => {
    const head = commit();
    git('remote', 'set-url', 'origin', 'ssh://git@ghe.example.com:2222/dev/interlock.git');
    git('update-ref', 'refs/remotes/origin/main', head);
    const found = actionReference(undefined, 'https://ghe.example.com', { programRoot: folder, env });
    expect(await found).toBe(`dev/interlock@${head}`);
  });

  test("is not that of somebody's repository in which it is installed", async () => {
    git('update-ref', 'refs/remotes/origin/main', commit());
    const installed = join(folder, 'node_modules/interlock');
    await mkdir(installed, { recursive: true });
    await writeFile(join(installed, 'app.yml'), '');
    await expect(actionReference(undefined, GITHUB, { programRoot: installed, env })).rejects.toThrow(
      'is not a clone of Interlock',
    );
  });
});
