import { mkdirSync, symlinkSync } from 'node:fs';
import { type BytePath, joinByNul, splitAtNul, toBytes } from './byte-path.ts';
import type { Git } from './git.ts';
import { GitError } from './git-error.ts';
import { copyFile } from './hash-file.ts';

interface ScrubbedTreeOptions {
  readonly git: Git;
  /** A repository of ours. */
  readonly gitDir: string;
  /** Empty, and ours. */
  readonly directory: string;
}

/**
 * A work tree that holds no file of an engine, only copies that we made: those that differ, and what says which files are
 * ignored and how they are converted. Git looks at this one, and never at the checkout.
 */
export class ScrubbedTree {
  readonly directory: string;
  readonly #git: Git;
  readonly #gitDir: string;
  readonly #folders = new Set<BytePath>(['']);

  constructor({ git, gitDir, directory }: ScrubbedTreeOptions) {
    this.#git = git;
    this.#gitDir = gitDir;
    this.directory = directory;
  }

  addFolder(path: BytePath): void {
    if (this.#folders.has(path)) return;
    mkdirSync(this.absolute(path), { recursive: true });
    this.#folders.add(path);
  }

  /** A copy of a file that is open. */
  addFile(path: BytePath, descriptor: number): void {
    this.#addParent(path);
    copyFile(descriptor, this.absolute(path));
  }

  addLink(path: BytePath, target: Buffer): void {
    this.#addParent(path);
    symlinkSync(target, this.absolute(path));
  }

  /** Those of the paths that the `.gitignore` files in here leave out. A path of a folder has to be here as one. */
  async ignored(paths: readonly BytePath[]): Promise<ReadonlySet<BytePath>> {
    if (paths.length === 0) return new Set();
    const doing = 'read what is ignored';
    const args = ['check-ignore', '--no-index', '-z', '--stdin'];
    // A path that begins with a colon would be more than a path.
    const input = joinByNul(paths.map((path) => `./${path}`));
    const answer = await this.#git.attempt({ ...this.#at(), doing, args, input });
    // It also fails where nothing is ignored, and then says nothing.
    if (!answer.succeeded && answer.stderr !== '') throw new GitError(doing, answer.stderr);
    return new Set(splitAtNul(answer.stdout).map((path) => path.slice('./'.length)));
  }

  /** The attribute `filter` of those paths that have one. */
  async filters(paths: readonly BytePath[]): Promise<ReadonlyMap<BytePath, string>> {
    if (paths.length === 0) return new Map();
    const args = ['check-attr', '-z', '--stdin', 'filter'];
    const doing = 'read the attributes';
    const output = splitAtNul(await this.#git.bytes({ ...this.#at(), doing, args, input: joinByNul(paths) }));
    const filters = new Map<BytePath, string>();
    for (let at = 0; at + 2 < output.length; at += 3) {
      const [path = '', , value = ''] = output.slice(at, at + 3);
      if (value !== 'unspecified' && value !== 'unset') filters.set(path, value);
    }
    return filters;
  }

  #at() {
    return { gitDir: this.#gitDir, workTree: this.directory };
  }

  #addParent(path: BytePath): void {
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.addFolder(path.slice(0, slash));
  }

  absolute(path: BytePath): Buffer {
    return Buffer.concat([Buffer.from(`${this.directory}/`), toBytes(path)]);
  }
}
