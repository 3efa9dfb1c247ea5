import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sandbox } from '../../../../src/sandbox/index.ts';

export const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
export const OWNER = 'interlock-dev';

/** Publishes Interlock on the sandbox, as its working tree is now. Resolves with the commit. */
export async function serveInterlock(sandbox: Sandbox): Promise<string> {
  await sandbox.createRepository({ owner: OWNER, name: 'interlock', empty: true });
  const { token } = sandbox.createPerson({
    login: 'maintainer',
    access: { [`${OWNER}/interlock`]: 'write' },
  });
  const gitDir = await mkdtemp(join(tmpdir(), 'interlock-served-'));
  const git = async (...args: readonly string[]): Promise<string> => {
    const env = {
      PATH: process.env['PATH'],
      HOME: gitDir,
      GIT_DIR: gitDir,
      GIT_WORK_TREE: ROOT,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Maintainer',
      GIT_AUTHOR_EMAIL: 'maintainer@example.com',
      GIT_COMMITTER_NAME: 'Maintainer',
      GIT_COMMITTER_EMAIL: 'maintainer@example.com',
    };
    return (await promisify(execFile)('git', args, { env, cwd: ROOT })).stdout.trim();
  };
  try {
    await git('init', '-q', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '-q', '-m', 'Interlock');
    const address = new URL(`${OWNER}/interlock.git`, `${sandbox.url}/`);
    Object.assign(address, { username: 'maintainer', password: token });
    await git('push', '-q', address.href, 'HEAD:refs/heads/main');
    return await git('rev-parse', 'HEAD');
  } finally {
    await rm(gitDir, { recursive: true });
  }
}
