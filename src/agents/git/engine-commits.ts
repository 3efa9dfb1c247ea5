import { join } from 'node:path';
import { type BytePath, readable, splitAtNul } from './byte-path.ts';
import type { Git } from './git.ts';
import { headOfFolder, type Refs, readRefs } from './read-refs.ts';
import { layOutRepository } from './source-repository.ts';
import { parseTree, type TreeEntry } from './untouched.ts';

/** What an engine left that no file of its checkout shows. */
export interface LeftWork {
  /** A branch of the checkout, or a folder below it that is a repository of its own. */
  readonly where:
    | { readonly kind: 'branch'; readonly name: string }
    | { readonly kind: 'folder' | 'submodule'; readonly path: BytePath };
  /** The newest commit, if there is one that can be read. */
  readonly tip: string | undefined;
  /** Those that the server does not have, newest first, at most ten. */
  readonly commits: readonly { readonly id: string; readonly subject: string }[];
  /** Whether the commit on which the engine started is among its ancestors. */
  readonly descends: boolean;
}

interface EngineCommitsOptions {
  readonly git: Git;
  /** Where a directory may be made. */
  readonly parent: string;
  readonly checkout: string;
  readonly start: string;
  /** Objects that were there before the engine, and the commits that the server had. */
  readonly source: { readonly objects: string; readonly commits: readonly string[] };
  /** Folders that are repositories of their own. */
  readonly nested: readonly BytePath[];
  /** Submodules of the start, with their commits. */
  readonly submodules: ReadonlyMap<BytePath, string>;
}

const DOING = 'read what the engine committed';
const MOST_SHOWN = 10;
const MOST_TIPS = 20;

/**
 * What an engine committed. Git reads the objects from a repository of ours, without a token; branches are read as text. So
 * nothing of the engine's is configuration, and what it says of itself can mislead nobody but itself.
 */
export class EngineCommits {
  readonly #git: Git;
  readonly #gitDir: string;
  readonly #options: EngineCommitsOptions;
  readonly #refs: Refs;
  readonly #server: readonly string[];

  private constructor(options: EngineCommitsOptions, refs: Refs) {
    this.#options = options;
    this.#git = options.git;
    this.#gitDir = join(options.parent, 'objects.git');
    this.#refs = refs;
    this.#server = [options.start, ...options.source.commits];
  }

  static async open(options: EngineCommitsOptions): Promise<EngineCommits> {
    const refs = readRefs(join(options.checkout, '.git'));
    const commits = new EngineCommits(options, refs);
    const nested = options.nested.map((path) => readRefs(join(options.checkout, readable(path), '.git')));
    const objects = [refs, ...nested].flatMap((one) => one.objects ?? []);
    await layOutRepository(commits.#gitDir, [options.source.objects, ...objects]);
    return commits;
  }

  /** The commit that is checked out. */
  get head(): string | undefined {
    return this.#refs.head;
  }

  /** `shown`: the commit that the files of the checkout show, as far as they show one that the engine made. */
  async left(shown: string | undefined): Promise<readonly LeftWork[]> {
    const folders = await this.#inFolders();
    const told = new Set(folders.map(({ tip }) => tip));
    const branches = await this.#onBranches(shown);
    return [...branches.filter(({ tip }) => !told.has(tip)), ...folders, ...this.#inSubmodules()];
  }

  async #onBranches(shown: string | undefined): Promise<readonly LeftWork[]> {
    const { head, lastMade, tips } = this.#refs;
    const names = new Map<string, string>();
    const add = (oid: string | undefined, name: string): void => {
      if (oid !== undefined && !names.has(oid) && !this.#server.includes(oid)) names.set(oid, name);
    };
    for (const [name, oid] of tips) add(oid, name);
    add(head, 'HEAD');
    // A branch that is gone, or a commit that never had one. The files may well be what was made of it later.
    if (shown === undefined && names.size === 0) add(lastMade, 'HEAD');
    const oids = [...names.keys()].slice(0, MOST_TIPS);
    const existing = await this.#existing(oids);
    const whereOf = (tip: string) => ({ kind: 'branch', name: names.get(tip) ?? 'HEAD' }) as const;
    const left = oids
      .filter((oid) => !existing.has(oid))
      .map((tip): LeftWork => ({ where: whereOf(tip), tip, commits: [], descends: false }));
    for (const tip of await this.#independent([...existing])) {
      const commits = await this.#log(tip, shown);
      if (commits.length === 0) continue;
      left.push({ where: whereOf(tip), tip, commits, descends: await this.#descends(tip) });
    }
    return left;
  }

  async #inFolders(): Promise<readonly LeftWork[]> {
    const { nested, checkout } = this.#options;
    const left: LeftWork[] = [];
    for (const path of nested) {
      const head = headOfFolder(join(checkout, readable(path)), checkout);
      const [tip] = head === undefined ? [] : await this.#existing([head]);
      const commits = tip === undefined ? [] : await this.#log(tip, undefined);
      const descends = tip !== undefined && (await this.#descends(tip));
      left.push({ where: { kind: 'folder', path }, tip, commits, descends });
    }
    return left;
  }

  /** Whether their commits are anywhere but here cannot be told. */
  #inSubmodules(): readonly LeftWork[] {
    const { submodules, checkout } = this.#options;
    return [...submodules].flatMap(([path, oid]): LeftWork[] => {
      const tip = headOfFolder(join(checkout, readable(path)), checkout);
      const where = { kind: 'submodule', path } as const;
      return tip === undefined || tip === oid ? [] : [{ where, tip, commits: [], descends: false }];
    });
  }

  /** Whether the server had it before the engine came. */
  isServers(commit: string): boolean {
    return this.#server.includes(commit);
  }

  /** What a commit changes since the start; mode `0` for what it takes away. */
  async changesOf(tip: string): Promise<ReadonlyMap<BytePath, TreeEntry>> {
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', this.#options.start, tip];
    return parseRawDiff(await this.#bytes(args));
  }

  async filesOf(tip: string): Promise<ReadonlyMap<BytePath, TreeEntry>> {
    return parseTree(await this.#bytes(['ls-tree', '-r', '-z', '--full-tree', tip]));
  }

  pack(oids: readonly string[]): Promise<Buffer> {
    return this.#bytes(['pack-objects', '--stdout', '-q'], oids.map((oid) => `${oid}\n`).join(''));
  }

  async #existing(oids: readonly string[]): Promise<ReadonlySet<string>> {
    if (oids.length === 0) return new Set();
    const format = '--batch-check=%(objectname) %(objecttype)';
    const lines = (
      await this.#bytes(['cat-file', format], oids.map((oid) => `${oid}\n`).join(''))
    ).toString();
    return new Set(lines.split('\n').flatMap((line) => /^([0-9a-f]{40}) commit$/.exec(line)?.[1] ?? []));
  }

  async #independent(tips: readonly string[]): Promise<readonly string[]> {
    if (tips.length < 2) return tips;
    return (await this.#text(['merge-base', '--independent', ...tips])).split('\n').filter(Boolean);
  }

  async #descends(tip: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', this.#options.start, tip];
    return (await this.#git.attempt({ doing: DOING, args, gitDir: this.#gitDir })).succeeded;
  }

  async #log(tip: string, shown: string | undefined): Promise<LeftWork['commits']> {
    const known = [...(await this.#existing([...this.#server, ...(shown === undefined ? [] : [shown])]))];
    const args = ['log', `--max-count=${MOST_SHOWN}`, '--format=%H %s', tip, '--not', ...known];
    return (await this.#text(args))
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ id: line.slice(0, 40), subject: line.slice(41) }));
  }

  async #text(args: readonly string[]): Promise<string> {
    return (await this.#bytes(args)).toString().trim();
  }

  #bytes(args: readonly string[], input?: string): Promise<Buffer> {
    return this.#git.bytes({
      doing: DOING,
      args,
      gitDir: this.#gitDir,
      ...(input !== undefined && { input }),
    });
  }
}

/** Each change is `:100644 100755 <oid> <oid> M\0<path>\0`. */
function parseRawDiff(raw: Buffer): ReadonlyMap<BytePath, TreeEntry> {
  const parts = splitAtNul(raw);
  const entries = new Map<BytePath, TreeEntry>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , oid = ''] = (parts[at] ?? '').slice(1).split(' ');
    entries.set(parts[at + 1] ?? '', { mode: mode === '000000' ? '0' : mode, oid });
  }
  return entries;
}
