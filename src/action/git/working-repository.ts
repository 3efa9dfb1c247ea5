import { join } from 'node:path';
import type { HeldBranch } from '../../core/ledger/held-branch.ts';
import type { TokenSource } from '../../github/client.ts';
import type { Environment } from '../surroundings.ts';
import { GitError } from './git-error.ts';
import { type GitCall, git, gitEnvironment, patience, QUIET_SECONDS, tryGit } from './run-git.ts';

export interface RepositoryOptions {
  /** Directory of its own, for the repository and its index. */
  readonly directory: string;
  /** `https://github.com/OWNER/REPO.git`, without credentials. */
  readonly url: string;
  readonly token: TokenSource;
  readonly mask: (secret: string) => void;
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** How long a connection to the server may be quiet; a minute where absent. */
  readonly quietSeconds?: number | undefined;
}

/** Who made a commit. */
export interface Signatures {
  readonly author: string;
  readonly committer: string;
}

export interface Identity {
  readonly name: string;
  readonly email: string;
}

export type Pushed = { readonly kind: 'pushed' } | { readonly kind: 'moved' };

/**
 * Our own bare repository beside the engine's checkout. Only here does git ever hold the token, and only while it talks
 * to the server; the engine works in a clone of its own, whose settings and hooks our git never reads.
 */
export class WorkingRepository {
  readonly #options: RepositoryOptions;
  readonly #gitDir: string;
  readonly #index: string;
  /**
   * Tree of the checkout before the engine came. It can differ from the commit's: git normalises files that were
   * committed before their attributes were, and that is not the engine's doing.
   */
  #untouched = '';

  constructor(options: RepositoryOptions) {
    this.#options = options;
    this.#gitDir = join(options.directory, 'repository.git');
    this.#index = join(options.directory, 'index');
  }

  /** Fetches the two branches and gives their heads; that of `branch` is `undefined` if there is none. */
  async fetch(base: string, branch: string): Promise<{ base: string; head: string | undefined }> {
    const doing = `fetch ${this.#options.url}`;
    await this.#plain(doing, ['init', '--quiet', '--bare', '--template=', this.#gitDir]);
    // The pattern asks for the branch without failing where there is none.
    const refs = [`refs/heads/${base}`, `refs/heads/${branch}*`].map((ref) => `+${ref}:${ref}`);
    await this.#remote(doing, ['fetch', '--quiet', '--no-tags', this.#options.url, ...refs]);
    const heads = await this.#local(doing, ['for-each-ref', '--format=%(refname) %(objectname)']);
    const known = new Map(heads.split('\n').map((line) => line.split(' ') as [string, string]));
    return {
      base: await this.#local(doing, ['rev-parse', '--verify', `refs/heads/${base}`]),
      head: known.get(`refs/heads/${branch}`),
    };
  }

  /** Who made the commits that `head` has and `base` lacks. */
  async signaturesBeyond(base: string, head: string): Promise<readonly Signatures[]> {
    const log = await this.#local('read the history', [
      'log',
      '--format=%ae%x09%ce',
      '--end-of-options',
      `${base}..${head}`,
    ]);
    return log
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'))
      .map(([author = '', committer = '']) => ({ author, committer }));
  }

  /** Gives the engine a clone on `branch`, which starts at `start`. Its remote has no credentials. */
  async checkOut(directory: string, { branch, start }: { branch: string; start: string }): Promise<void> {
    const doing = 'check out the branch';
    await this.#local(doing, ['update-ref', `refs/heads/${branch}`, start]);
    const clone = ['clone', '--quiet', '--no-hardlinks', '--branch', branch, this.#gitDir, directory];
    await this.#plain(doing, clone);
    await this.#plain(doing, ['-C', directory, 'remote', 'set-url', 'origin', this.#options.url]);
    await this.#local(doing, ['read-tree', start], { env: { GIT_INDEX_FILE: this.#index } });
    this.#untouched = await this.#writeTree(doing, directory);
  }

  /** One commit of all that is different in the checkout, on `start`; `undefined` if nothing is. */
  async commit(
    directory: string,
    { start, message, identity }: { start: string; message: string; identity: Identity },
  ): Promise<string | undefined> {
    const doing = 'commit the changes';
    const touched = await this.#writeTree(doing, directory);
    if (touched === this.#untouched) return undefined;
    const tree = await this.#transplant(doing, { from: this.#untouched, to: touched, onto: start });
    return this.#local(doing, ['commit-tree', tree, '-p', start, '-F', '-'], {
      env: {
        GIT_AUTHOR_NAME: identity.name,
        GIT_AUTHOR_EMAIL: identity.email,
        GIT_COMMITTER_NAME: identity.name,
        GIT_COMMITTER_EMAIL: identity.email,
      },
      input: message,
    });
  }

  /**
   * Pushes, if the branch still is where it was read (`expected`; `undefined`: nowhere). An error may hide a push that
   * arrived, and git's words for a rejection vary: where the branch is now decides.
   */
  async push(commit: string, { name }: HeldBranch, expected: string | undefined): Promise<Pushed> {
    const ref = `refs/heads/${name}`;
    const { url } = this.#options;
    const lease = `--force-with-lease=${ref}:${expected ?? ''}`;
    const call = await this.#remoteCall(`push ${name}`, ['push', '--quiet', lease, url, `${commit}:${ref}`]);
    const { succeeded, stderr } = await tryGit(call);
    if (succeeded) return { kind: 'pushed' };
    const [head] = (await this.#remote(`read ${name}`, ['ls-remote', url, ref])).split('\t');
    if (head === commit) return { kind: 'pushed' };
    if ((head ?? '') !== (expected ?? '')) return { kind: 'moved' };
    throw new GitError(call.doing, stderr);
  }

  async #writeTree(doing: string, directory: string): Promise<string> {
    const env = { GIT_WORK_TREE: directory, GIT_INDEX_FILE: this.#index };
    await this.#local(doing, ['-C', directory, 'add', '--all', '--', '.'], { env });
    return this.#local(doing, ['write-tree'], { env });
  }

  /** The tree of `onto` with what differs between two trees, and nothing else. */
  async #transplant(doing: string, trees: { from: string; to: string; onto: string }): Promise<string> {
    const env = { GIT_INDEX_FILE: this.#index };
    const raw = await this.#local(doing, ['diff-tree', '-r', '-z', '--no-renames', trees.from, trees.to]);
    await this.#local(doing, ['read-tree', trees.onto], { env });
    await this.#local(doing, ['update-index', '-z', '--index-info'], { env, input: toIndexInfo(raw) });
    return this.#local(doing, ['write-tree'], { env });
  }

  async #remote(doing: string, args: readonly string[]): Promise<string> {
    return git(await this.#remoteCall(doing, args));
  }

  async #remoteCall(doing: string, args: readonly string[]): Promise<GitCall> {
    const { url, token, mask, env, signal, quietSeconds = QUIET_SECONDS } = this.#options;
    const basic = Buffer.from(`x-access-token:${await token()}`).toString('base64');
    mask(basic);
    // For this server alone: a redirect to another one does not take the token along.
    const config = {
      ...patience(quietSeconds),
      [`http.${new URL(url).origin}/.extraheader`]: `AUTHORIZATION: basic ${basic}`,
    };
    return {
      doing,
      args,
      signal,
      env: { ...gitEnvironment(env, config), GIT_DIR: this.#gitDir },
    };
  }

  #local(doing: string, args: readonly string[], more: LocalOptions = {}): Promise<string> {
    return this.#plain(doing, args, { ...more, env: { ...more.env, GIT_DIR: this.#gitDir } });
  }

  #plain(doing: string, args: readonly string[], { env, input }: LocalOptions = {}): Promise<string> {
    const { signal } = this.#options;
    const call = { doing, args, signal, env: { ...gitEnvironment(this.#options.env), ...env } };
    return git(input === undefined ? call : { ...call, input });
  }
}

/** From `:100644 100755 <oid> <oid> M\0<path>\0` to `100755 <oid>\t<path>\0`; mode 0 takes the path away. */
function toIndexInfo(raw: string): string {
  return [...raw.matchAll(/:\d+ (\d+) \w+ (\w+) \w\0([^\0]+)\0/g)]
    .map(([, mode, oid, path]) => `${mode === '000000' ? '0' : mode} ${oid}\t${path}\0`)
    .join('');
}

interface LocalOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}
