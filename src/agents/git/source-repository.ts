import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenSource } from '../../github/wire/client.ts';
import type { Environment } from '../run/surroundings.ts';
import { Git, quietLimit } from './git.ts';
import { GitError } from './git-error.ts';
import { readUntouched, type Untouched } from './untouched.ts';

export interface RepositoryOptions {
  /** Directory of our own, for the repository. */
  readonly directory: string;
  /** `https://github.com/OWNER/REPO.git`, without credentials. */
  readonly url: string;
  readonly token: TokenSource;
  readonly mask: (secret: string) => void;
  readonly env: Environment;
  readonly signal: AbortSignal;
  /** How many times longer than a minute a connection to the server may be quiet. */
  readonly patience: number;
}

/** Who made a commit. */
export interface Signatures {
  readonly author: string;
  readonly committer: string;
}

/**
 * What comes from the server before the engine starts. Afterwards its objects are read, by way of a new repository, and
 * nothing else of it: an engine of our own user could have written its configuration.
 */
export class SourceRepository {
  readonly options: RepositoryOptions;
  readonly git: Git;
  readonly gitDir: string;
  #heads: ReadonlyMap<string, string> = new Map();

  constructor(options: RepositoryOptions, git = new Git(options)) {
    this.options = options;
    this.git = git;
    this.gitDir = join(options.directory, 'source.git');
  }

  /** Fetches the two branches and gives their heads; that of `branch` is `undefined` if there is none. */
  async fetch(base: string, branch: string): Promise<{ base: string; head: string | undefined }> {
    const { url } = this.options;
    const doing = `fetch ${url}`;
    await this.git.readMachineSettings();
    await layOutRepository(this.gitDir, []);
    // The pattern asks for the branch without failing where there is none.
    const refs = [`refs/heads/${base}`, `refs/heads/${branch}*`].map((ref) => `+${ref}:${ref}`);
    const config = await serverConfig(this.options);
    await this.#text(doing, ['fetch', '--quiet', '--no-tags', url, ...refs], config);
    const heads = await this.#text(doing, ['for-each-ref', '--format=%(refname) %(objectname)']);
    this.#heads = new Map(heads.split('\n').map((line) => line.split(' ') as [string, string]));
    const ofBase = this.headOf(base);
    if (ofBase === undefined) throw new GitError(doing, `fatal: there is no branch ${base}`);
    return { base: ofBase, head: this.headOf(branch) };
  }

  /** Where a branch was that was fetched; `undefined`: there was none. */
  headOf(branch: string): string | undefined {
    return this.#heads.get(`refs/heads/${branch}`);
  }

  /** The same repository for the time after its run was cancelled: what is left to do is done. */
  afterCancellation(): SourceRepository {
    const { signal } = new AbortController();
    const same = new SourceRepository({ ...this.options, signal }, this.git.withSignal(signal));
    same.#heads = this.#heads;
    return same;
  }

  /** Folder of its objects. */
  get objects(): string {
    return join(this.gitDir, 'objects');
  }

  /** Commits at which the fetched branches were. */
  get heads(): readonly string[] {
    return [...this.#heads.values()];
  }

  /** Who made the commits that `head` has and `base` lacks. */
  async signaturesBeyond(base: string, head: string): Promise<readonly Signatures[]> {
    const args = ['log', '--format=%ae%x09%ce', '--end-of-options', `${base}..${head}`];
    const log = await this.#text('read the history', args);
    return log
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'))
      .map(([author = '', committer = '']) => ({ author, committer }));
  }

  /** Gives the engine a clone on `branch`, which starts at `start`. Its remote has no credentials. */
  async checkOut(
    directory: string,
    { branch, start }: { branch: string; start: string },
  ): Promise<Untouched> {
    const doing = 'check out the branch';
    await this.#text(doing, ['update-ref', `refs/heads/${branch}`, start]);
    const clone = ['clone', '--quiet', '--no-hardlinks', '--branch', branch, this.gitDir, directory];
    await this.git.text({ doing, args: clone, config: { 'protocol.file.allow': 'always' } });
    const remote = ['-C', directory, 'remote', 'set-url', 'origin', this.options.url];
    await this.git.text({ doing, args: remote });
    const listing = await this.git.bytes({
      doing,
      args: ['ls-tree', '-r', '-z', '--full-tree', start],
      gitDir: this.gitDir,
    });
    return readUntouched({ directory, start, listing });
  }

  #text(doing: string, args: readonly string[], config?: Readonly<Record<string, string>>): Promise<string> {
    return this.git.text({ doing, args, gitDir: this.gitDir, ...(config && { config }) });
  }
}

/** For a command that talks to the server: only there does git hold the token. */
export async function serverConfig(
  options: Pick<RepositoryOptions, 'url' | 'token' | 'mask' | 'patience'>,
): Promise<Readonly<Record<string, string>>> {
  const { url, token, mask, patience } = options;
  const basic = Buffer.from(`x-access-token:${await token()}`).toString('base64');
  mask(basic);
  return {
    ...quietLimit(patience),
    // For this server alone: a redirect to another one does not take the token along.
    [`http.${new URL(url).origin}/.extraheader`]: `AUTHORIZATION: basic ${basic}`,
  };
}

/**
 * Lays out an empty repository by hand (gitrepository-layout(5)), so that all of its configuration is ours.
 *
 * @param objects folders of other repositories; only their objects are read.
 */
export async function layOutRepository(gitDir: string, objects: readonly string[]): Promise<void> {
  await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
  await mkdir(join(gitDir, 'refs', 'heads'), { recursive: true });
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(gitDir, 'config'), '[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n');
  const alternates = objects.map((folder) => `${folder}\n`).join('');
  await writeFile(join(gitDir, 'objects', 'info', 'alternates'), alternates);
}
