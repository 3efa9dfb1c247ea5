import { createCommit } from './create-commit.ts';
import type { GitObject } from './loose-objects.ts';
import { parseTree, type TreeRow } from './loose-objects.ts';
import type { Signature } from './signature.ts';
import { writeObject } from './write-object.ts';
import { FOLDER, writeTreeObject } from './write-tree-object.ts';

export interface CommitFiles {
  branch: string;
  message: string;
  /** Path to new content. A file that starts with `#!` is made executable, so that worlds can be written as strings. */
  files: Readonly<Record<string, string | Uint8Array>>;
  deletions?: readonly string[];
  author: Signature;
  committer?: Signature;
  /** The first must be the branch's head, or the branch must be new. Default: the branch's head. */
  parents?: readonly string[];
}

interface ObjectStore {
  readonly gitDir: string;
  readObject(oid: string): Promise<GitObject | undefined>;
}

/** Writes the commit and what it consists of, without a process; no ref moves. */
export async function writeCommit(
  store: ObjectStore,
  parents: readonly string[],
  { files, deletions = [], message, author, committer = author }: Omit<CommitFiles, 'branch' | 'parents'>,
): Promise<string> {
  const [first] = parents;
  const before = first === undefined ? undefined : await treeOf(store, first);
  const changes = new Map<string, Change>();
  for (const path of deletions) enter(changes, path, 'removed');
  for (const [path, content] of Object.entries(files)) enter(changes, path, Buffer.from(content as string));
  const tree =
    (await writeTree(store, before, changes)) ?? (await writeObject(store.gitDir, 'tree', Buffer.alloc(0)));
  return createCommit(store.gitDir, { tree, parents, message, author, committer });
}

/** Of a path's last part: new content, or that it is gone. Of any other part: what changes below it. */
type Change = Buffer | 'removed' | Map<string, Change>;

function enter(changes: Map<string, Change>, path: string, change: Buffer | 'removed'): void {
  // Names are kept as their bytes: those that are there already need not be UTF-8.
  const parts = Buffer.from(path).toString('latin1').split('/');
  const name = parts.pop() ?? '';
  if ([...parts, name].some((part) => /^(?:\.{0,2}|\.git)$/i.test(part))) {
    throw new Error(`git takes no such path: ${path}`);
  }
  let folder = changes;
  for (const part of parts) {
    const known = folder.get(part);
    const below: Map<string, Change> = known instanceof Map ? known : new Map();
    folder.set(part, below);
    folder = below;
  }
  folder.set(name, change);
}

type Entry = Pick<TreeRow, 'mode' | 'oid'>;

/** `undefined`: nothing is left in it, and git has no empty folders. */
async function writeTree(
  store: ObjectStore,
  before: string | undefined,
  changes: ReadonlyMap<string, Change>,
): Promise<string | undefined> {
  const entries = new Map<string, Entry>();
  const tree = before === undefined ? undefined : await store.readObject(before);
  for (const { name, mode, oid } of tree ? parseTree(tree.content, 'latin1') : [])
    entries.set(name, { mode, oid });
  for (const [name, change] of changes) {
    const entry = await writeEntry(store, entries.get(name), change);
    if (entry) entries.set(name, entry);
    else entries.delete(name);
  }
  if (entries.size === 0) return undefined;
  return writeTreeObject(store.gitDir, entries);
}

async function writeEntry(
  store: ObjectStore,
  before: Entry | undefined,
  change: Change,
): Promise<Entry | undefined> {
  if (change === 'removed') return undefined;
  if (change instanceof Map) {
    const folder = before?.mode === FOLDER ? before.oid : undefined;
    const oid = await writeTree(store, folder, change);
    // Where something else stands in place of the folder, there was nothing below it to take away.
    return oid === undefined ? (folder === undefined ? before : undefined) : { mode: FOLDER, oid };
  }
  const isScript = change.subarray(0, 2).toString() === '#!';
  return { mode: isScript ? '100755' : '100644', oid: await writeObject(store.gitDir, 'blob', change) };
}

async function treeOf(store: ObjectStore, commit: string): Promise<string> {
  const object = await store.readObject(commit);
  if (object?.type !== 'commit') throw new Error(`${commit} is no commit`);
  return object.content.toString('latin1', 5, 45);
}
