import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOid } from './loose-objects.ts';
import { moveLooseRef, NOWHERE } from './loose-ref.ts';
import type { ObjectDatabase } from './object-database.ts';
import { runGit, tryGit } from './run-git.ts';

export type RefChange =
  | { ok: true }
  | { ok: false; reason: 'exists' | 'missing' | 'stale' | 'invalid'; detail: string };

/** The refs of a repository. Nothing here packs them, so each is a file. */
export class RefStore {
  readonly #gitDir: string;
  readonly #objects: ObjectDatabase;
  /** Commits that were found to exist. */
  readonly #known = new Set<string>();

  constructor(gitDir: string, objects: ObjectDatabase) {
    this.#gitDir = gitDir;
    this.#objects = objects;
  }

  /** The commit that a branch, a tag, a full ref name or an oid stands for. */
  async resolve(ref: string): Promise<string | undefined> {
    if (this.#known.has(ref)) return ref;
    const oid = (await this.#looseBranch(ref.replace(/^refs\/heads\//, ''))) ?? (await this.#lookUp(ref));
    if (oid !== undefined) this.#known.add(oid);
    return oid;
  }

  /** The oid of a branch's head. */
  async head(branch: string): Promise<string | undefined> {
    return (await this.#looseBranch(branch)) ?? this.#lookUp(`refs/heads/${branch}`);
  }

  async branches(): Promise<Record<string, string>> {
    const folder = join(this.#gitDir, 'refs', 'heads');
    const files = await readdir(folder, { recursive: true });
    const heads = await Promise.all(
      files.sort().map(async (name): Promise<[string, string] | undefined> => {
        // What git is about to write has such a name, and no ref may have it.
        const oid = name.endsWith('.lock') ? undefined : await this.#looseBranch(name);
        return oid === undefined ? undefined : [name, oid];
      }),
    );
    return Object.fromEntries(heads.filter((head) => head !== undefined));
  }

  async create(ref: string, oid: string): Promise<RefChange> {
    if (await this.#moveItself({ ref, from: NOWHERE, to: oid })) return { ok: true };
    return this.#change(`create ${ref} ${oid}`, 'exists');
  }

  /** Moves a ref. With `from`, only if it still points there. */
  async update(ref: string, oid: string, from?: string): Promise<RefChange> {
    if (await this.#moveItself({ ref, from, to: oid })) return { ok: true };
    return this.#change(`update ${ref} ${oid}${from === undefined ? '' : ` ${from}`}`, 'stale');
  }

  async delete(ref: string, from?: string): Promise<RefChange> {
    if (from === undefined && (await this.resolve(ref)) === undefined) {
      return { ok: false, reason: 'missing', detail: `${ref} does not exist` };
    }
    return this.#change(`delete ${ref}${from === undefined ? '' : ` ${from}`}`, 'stale');
  }

  async #lookUp(ref: string): Promise<string | undefined> {
    if (isOid(ref) && (await this.#objects.read(ref))?.type === 'commit') return ref;
    const candidates = /^(refs\/|[0-9a-f]{40}$)/.test(ref)
      ? [ref]
      : [`refs/heads/${ref}`, `refs/tags/${ref}`];
    if (candidates.every((candidate) => this.#isAbsent(candidate))) return undefined;
    const input = candidates.map((candidate) => `${candidate}^{commit}\n`).join('');
    const args = ['cat-file', '--batch-check=%(objectname)'];
    const answers = (await runGit({ gitDir: this.#gitDir, args, input })).toString().split('\n');
    return answers.find(isOid);
  }

  #isAbsent(ref: string): boolean {
    return /^refs\/(?:heads|tags)\/[\w./-]+$/.test(ref) && !existsSync(join(this.#gitDir, ref));
  }

  async #looseBranch(branch: string): Promise<string | undefined> {
    const file = join(this.#gitDir, 'refs', 'heads', branch);
    const content = branch.includes('..') ? undefined : await readFile(file, 'utf8').catch(() => undefined);
    const oid = content?.trim();
    return oid !== undefined && isOid(oid) ? oid : undefined;
  }

  async #moveItself(move: { ref: string; from: string | undefined; to: string }): Promise<boolean> {
    return (await this.#objects.read(move.to))?.type === 'commit' && moveLooseRef(this.#gitDir, move);
  }

  async #change(command: string, conflict: 'exists' | 'stale'): Promise<RefChange> {
    const { code, stderr } = await tryGit({
      gitDir: this.#gitDir,
      args: ['update-ref', '--stdin'],
      input: `${command}\n`,
    });
    if (code === 0) return { ok: true };
    // A name is in the way of those that begin with it and a slash.
    const isInTheWay = /exists; cannot create/.test(stderr);
    const isConflict = !isInTheWay && /cannot lock ref|already exists|but expected/.test(stderr);
    return { ok: false, reason: isConflict ? conflict : 'invalid', detail: stderr };
  }
}
