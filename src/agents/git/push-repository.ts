import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitIdentity } from '../../core/identity.ts';
import type { HeldBranch } from '../../core/ledger/held-branch.ts';
import { type BytePath, joinByNul, toBytes } from './byte-path.ts';
import type { Git, GitCall } from './git.ts';
import { GitError } from './git-error.ts';
import { ScrubbedTree } from './scrubbed-tree.ts';
import { layOutRepository, type RepositoryOptions, serverConfig } from './source-repository.ts';
import type { TreeEntry } from './untouched.ts';

export type PushResult = { readonly kind: 'pushed' } | { readonly kind: 'moved' };

interface PushOptions extends Pick<RepositoryOptions, 'url' | 'token' | 'mask' | 'patience'> {
  readonly git: Git;
  /** Where a new directory may be made. */
  readonly parent: string;
  /** Repositories whose objects may be read. */
  readonly objects: readonly string[];
}

/**
 * The repository in which the commit is made and from which it is pushed. It is made when the engine has ended, in a
 * directory with a random name: nothing that an engine wrote is in it, and of other repositories it reads objects
 * alone.
 */
export class PushRepository {
  /** Of its own, and fresh. */
  readonly directory: string;
  readonly gitDir: string;
  readonly scrubbed: ScrubbedTree;
  readonly #options: PushOptions;
  readonly #index: string;

  private constructor(options: PushOptions, directory: string) {
    this.#options = options;
    this.directory = directory;
    this.gitDir = join(directory, 'push.git');
    this.#index = join(directory, 'index');
    const { git } = options;
    this.scrubbed = new ScrubbedTree({ git, gitDir: this.gitDir, directory: join(directory, 'tree') });
  }

  static async create(options: PushOptions): Promise<PushRepository> {
    const repository = new PushRepository(options, await mkdtemp(join(options.parent, 'push-')));
    await layOutRepository(repository.gitDir, options.objects);
    await mkdir(repository.scrubbed.directory);
    return repository;
  }

  /** The tree of a commit with the files of the scrubbed tree; `gone` are those that are to be left out of it. */
  async treeOfFiles(
    start: string,
    { changed, gone }: { changed: readonly BytePath[]; gone: readonly BytePath[] },
  ): Promise<string> {
    const doing = 'read the changes';
    await this.#text({ doing, args: ['read-tree', start] });
    const workTree = this.scrubbed.directory;
    // A file may be gone because a folder above it is a link now, so that git is not to look for it.
    const remove = ['update-index', '--force-remove', '-z', '--stdin'];
    if (gone.length > 0) await this.#text({ doing, args: remove, input: joinByNul(gone), workTree });
    const add = ['update-index', '--add', '--replace', '-z', '--stdin'];
    if (changed.length > 0) await this.#text({ doing, args: add, input: joinByNul(changed), workTree });
    return this.#text({ doing, args: ['write-tree'] });
  }

  /** The tree of a commit with other entries put into it; those with mode `0` are taken out. */
  async treeOfEntries(start: string, entries: ReadonlyMap<BytePath, TreeEntry>): Promise<string> {
    const doing = 'keep what was committed';
    await this.#text({ doing, args: ['read-tree', start] });
    const lines = [...entries].map(([path, { mode, oid }]) => `${mode} ${oid}\t${path}\0`);
    const args = ['update-index', '--add', '--replace', '-z', '--index-info'];
    await this.#text({ doing, args, input: toBytes(lines.join('')) });
    return this.#text({ doing, args: ['write-tree'] });
  }

  /** Takes over objects from elsewhere. Git computes their ids again, and checks what they are. */
  async takeOver(pack: Buffer): Promise<void> {
    const args = ['index-pack', '--stdin', '--strict'];
    await this.#text({ doing: 'keep what was committed', args, input: pack });
  }

  treeOf(commit: string): Promise<string> {
    return this.#text({ doing: 'read a commit', args: ['rev-parse', '--verify', `${commit}^{tree}`] });
  }

  commit(
    tree: string,
    { parent, message, identity }: { parent: string; message: string; identity: CommitIdentity },
  ): Promise<string> {
    return this.#text({
      doing: 'commit the changes',
      args: ['commit-tree', tree, '-p', parent, '-F', '-'],
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
  async push(commit: string, { name }: HeldBranch, expected: string | undefined): Promise<PushResult> {
    const { git, url } = this.#options;
    const ref = `refs/heads/${name}`;
    const lease = `--force-with-lease=${ref}:${expected ?? ''}`;
    const doing = `push ${name}`;
    const args = ['push', '--quiet', lease, url, `${commit}:${ref}`];
    const config = await serverConfig(this.#options);
    const { succeeded, stderr } = await git.attempt({ doing, args, config, gitDir: this.gitDir });
    if (succeeded) return { kind: 'pushed' };
    const listed = await this.#text({ doing: `read ${name}`, args: ['ls-remote', url, ref], config });
    const [head] = listed.split('\t');
    if (head === commit) return { kind: 'pushed' };
    if ((head ?? '') !== (expected ?? '')) return { kind: 'moved' };
    throw new GitError(doing, stderr);
  }

  #text(call: GitCall): Promise<string> {
    return this.#options.git.text({ ...call, gitDir: this.gitDir, index: this.#index });
  }
}
