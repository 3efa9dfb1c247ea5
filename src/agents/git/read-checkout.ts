import { closeSync, type Dirent, readdirSync, readlinkSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type BytePath, fromBytes, join, readable, toBytes } from './byte-path.ts';
import { type FileState, hashFile, hashLink, openFile } from './hash-file.ts';
import type { ScrubbedTree } from './scrubbed-tree.ts';
import type { TreeEntry, Untouched } from './untouched.ts';

/** Characters that HFS+ leaves out when it compares names: https://github.com/git/git/blob/master/utf8.c (next_hfs_char). */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether some file system takes this name for `.git`, and so a git that runs in the folder the file for a repository.
 * Git itself refuses such names in a tree: Windows leaves out dots and blanks at the end, and knows `git~1`.
 */
export function isGitName(name: BytePath): boolean {
  const plain = readable(name)
    .replace(IGNORED, '')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');
  return plain === '.git' || plain === 'git~1';
}

/** What is different in a checkout. Files that were added or changed are copied to the scrubbed tree. */
export interface CheckoutReading {
  readonly changed: readonly BytePath[];
  readonly gone: readonly BytePath[];
  /** Folders that are repositories of their own, or would be taken for one. Their files are left alone. */
  readonly nested: readonly BytePath[];
}

interface Checkout {
  readonly directory: string;
  readonly untouched: Untouched;
  readonly scrubbed: ScrubbedTree;
  readonly signal: AbortSignal;
}

/**
 * Reads a checkout that an engine wrote as `git add --all` would, without git: names and bytes, and nothing else. No
 * link is followed, and what makes a folder a repository is only looked for.
 */
export async function readCheckout(checkout: Checkout): Promise<CheckoutReading> {
  const reader = new CheckoutReader(checkout);
  let level: readonly BytePath[] = [''];
  while (level.length > 0) {
    const folders: BytePath[] = [];
    for (const folder of level) {
      checkout.signal.throwIfAborted();
      folders.push(...reader.readFolder(folder));
      await setImmediate();
    }
    level = [...folders, ...(await reader.takeUnknown())];
  }
  return reader.reading();
}

class CheckoutReader {
  readonly #checkout: Checkout;
  readonly #trackedFolders: ReadonlySet<BytePath>;
  readonly #seen = new Set<BytePath>();
  readonly #changed: BytePath[] = [];
  readonly #nested: BytePath[] = [];
  /** Not in the tree: left out if it is ignored. */
  #unknown = new Map<BytePath, 'folder' | 'file'>();

  constructor(checkout: Checkout) {
    this.#checkout = checkout;
    this.#trackedFolders = foldersOf(checkout.untouched.entries.keys());
  }

  /** Gives the folders below it that have to be read because there are tracked files in them. */
  readFolder(folder: BytePath): readonly BytePath[] {
    const { scrubbed, untouched } = this.#checkout;
    scrubbed.addFolder(folder);
    const entries = list(this.#absolute(folder));
    const isNested = folder !== '' && entries.some(({ name }) => fromBytes(name) === '.git');
    if (isNested) this.#nested.push(folder);
    const folders: BytePath[] = [];
    for (const entry of entries) {
      const name = fromBytes(entry.name);
      const path = join(folder, name);
      if (isGitName(name)) {
        if (name !== '.git') this.#nested.push(path);
        continue;
      }
      if (entry.isFile() && (name === '.gitignore' || name === '.gitattributes')) this.#copyRules(path);
      const tracked = untouched.entries.get(path);
      if (tracked && this.#isAsTracked(entry, path, tracked)) continue;
      if (entry.isDirectory() && this.#trackedFolders.has(path)) folders.push(path);
      else if (isNested) continue;
      else if (entry.isDirectory()) this.#unknown.set(path, 'folder');
      else if (entry.isFile() || entry.isSymbolicLink()) this.#unknown.set(path, 'file');
    }
    return folders;
  }

  /** Gives those folders that are not ignored. */
  async takeUnknown(): Promise<readonly BytePath[]> {
    const { scrubbed } = this.#checkout;
    const unknown = this.#unknown;
    this.#unknown = new Map();
    for (const [path, kind] of unknown) if (kind === 'folder') scrubbed.addFolder(path);
    const ignored = await scrubbed.ignored([...unknown.keys()]);
    const kept = [...unknown].filter(([path]) => !ignored.has(path));
    for (const [path, kind] of kept) if (kind === 'file') this.#compare(path, undefined);
    return kept.flatMap(([path, kind]) => (kind === 'folder' ? [path] : []));
  }

  reading(): CheckoutReading {
    const { entries } = this.#checkout.untouched;
    const gone = [...entries.keys()].filter((path) => !this.#seen.has(path));
    return { changed: this.#changed, gone, nested: this.#nested };
  }

  /** Whether nothing else stands there now, such as a folder in place of a file. */
  #isAsTracked(entry: Dirent<Buffer>, path: BytePath, tracked: TreeEntry): boolean {
    if (tracked.mode === '160000') {
      // The folder of a submodule: an engine may not choose its commit.
      if (entry.isDirectory()) this.#seen.add(path);
      return entry.isDirectory();
    }
    if (!entry.isFile() && !entry.isSymbolicLink()) return false;
    this.#compare(path, tracked);
    return true;
  }

  #compare(path: BytePath, tracked: TreeEntry | undefined): void {
    const file = this.#absolute(path);
    const descriptor = openFile(file);
    if (descriptor === undefined) {
      const target = readLink(file);
      if (!target) return;
      if (this.#isChanged(path, hashLink(file), tracked)) this.#checkout.scrubbed.addLink(path, target);
      return;
    }
    try {
      if (this.#isChanged(path, hashFile(descriptor), tracked))
        this.#checkout.scrubbed.addFile(path, descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  #isChanged(path: BytePath, state: FileState, tracked: TreeEntry | undefined): boolean {
    this.#seen.add(path);
    const before = this.#checkout.untouched.converted.get(path) ?? tracked?.oid;
    if (state.oid === before && state.mode === tracked?.mode) return false;
    this.#changed.push(path);
    return true;
  }

  #copyRules(path: BytePath): void {
    const descriptor = openFile(this.#absolute(path));
    if (descriptor === undefined) return;
    this.#checkout.scrubbed.addFile(path, descriptor);
    closeSync(descriptor);
  }

  #absolute(path: BytePath): Buffer {
    return Buffer.concat([Buffer.from(`${this.#checkout.directory}/`), toBytes(path)]);
  }
}

/** A folder that cannot be read, or is gone, has nothing in it. */
function list(folder: Buffer): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}

function readLink(file: Buffer): Buffer | undefined {
  try {
    return readlinkSync(file, { encoding: 'buffer' });
  } catch {
    return undefined;
  }
}

function foldersOf(paths: Iterable<BytePath>): ReadonlySet<BytePath> {
  const folders = new Set<BytePath>();
  for (const path of paths) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
