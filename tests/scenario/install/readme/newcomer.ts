import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RepositoryHandle, Sandbox } from '../../../../src/sandbox/index.ts';
import { startGhStub } from './stub-of-gh.ts';
import { Terminal } from './terminal.ts';

/** Of a model. */
export const KEY = 'the-real-key-4f1e';

/** Somebody with an empty repository, and a clone of it, who has read nothing but the README. */
export interface Newcomer extends AsyncDisposable {
  readonly repository: RepositoryHandle;
  /** Stands in the clone. */
  readonly terminal: Terminal;
  /** At GitHub; the token is also the password of the stand-in's pages. */
  readonly login: string;
  readonly token: string;
  /** Environment of the terminal. */
  readonly env: Readonly<Record<string, string>>;
  /** Saves a file in the clone. */
  save(path: string, text: string): Promise<void>;
  /** Does something in the browser, which is to say by the API. Throws unless it succeeds. */
  act(method: string, path: string, body?: unknown): Promise<unknown>;
}

/**
 * The sandbox stands in for github.com in git's own configuration, and in the one variable by which `gh` and Interlock
 * are told of another host; the README's text stays as it is. The person is logged in to `gh` and to git.
 */
export async function arriveAt(sandbox: Sandbox, name: string): Promise<Newcomer> {
  const fullName = `acme/${name}`;
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name,
    empty: true,
    allowActionsToCreatePullRequests: false,
  });
  const { login, token } = sandbox.createPerson({ login: 'mona', access: { [fullName]: 'admin' } });
  const { host } = new URL(sandbox.url);
  const home = await mkdtemp(join(tmpdir(), 'newcomer-'));
  const write = async (path: string, text: string, mode = 0o600): Promise<void> => {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), text, { mode });
  };
  await write(
    '.gitconfig',
    `[user]\n\tname = Mona\n\temail = mona@example.com
[url "${sandbox.url}/"]\n\tinsteadOf = https://github.com/
[credential]\n\thelper = store\n`,
  );
  await write('.git-credentials', `http://mona:${token}@${host}\n`);
  // `gh auth token` means github.com where it is told of no host; older ones of it do not look at GH_HOST.
  const account = `  user: mona\n  oauth_token: ${token}\n`;
  await write('.config/gh/hosts.yml', `github.com:\n${account}${host}:\n${account}`);
  const gh = await startGhStub(token, (secret, value) => repository.addSecret(secret, value));
  await write('bin/gh', gh.script, 0o700);
  const env = {
    PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
    HOME: home,
    GH_HOST: host,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  const terminal = new Terminal({ home, env });
  const cloned = await terminal.run(`git clone https://github.com/${fullName}`);
  if (cloned.code !== 0) throw new Error(cloned.screen);
  const clone = join(home, name);
  terminal.cwd = clone;
  return {
    repository,
    login,
    token,
    terminal,
    env,
    save: (path, text) => write(join(name, path), text),
    act: async (method, path, body) => {
      const response = await fetch(`${sandbox.apiUrl}/repos/${fullName}/${path}`, {
        method,
        headers: { authorization: `token ${token}`, accept: 'application/vnd.github+json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    [Symbol.asyncDispose]: async () => {
      await gh[Symbol.asyncDispose]();
      await rm(home, { recursive: true });
    },
  };
}
