import { type GitObject, parseTree, type TreeRow, typeOfMode } from './loose-objects.ts';

export interface ChangedPaths {
  added: string[];
  removed: string[];
  modified: string[];
}

interface ObjectReader {
  readObject(oid: string): Promise<GitObject | undefined>;
}

/** The files in which two trees differ. Only what differs is read. */
export async function comparePaths(
  reader: ObjectReader,
  before: GitObject | undefined,
  after: GitObject | undefined,
): Promise<ChangedPaths> {
  const found: ChangedPaths = { added: [], removed: [], modified: [] };
  await compareTrees(reader, { before, after, prefix: '' }, found);
  return found;
}

interface Pair {
  readonly before: GitObject | undefined;
  readonly after: GitObject | undefined;
  /** Of the paths below. */
  readonly prefix: string;
}

async function compareTrees(reader: ObjectReader, pair: Pair, found: ChangedPaths): Promise<void> {
  const [before, after] = [rowsOf(pair.before), rowsOf(pair.after)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (const name of names) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
    const path = pair.prefix + name;
    const [isFile, wasFile] = [isFileRow(now), isFileRow(old)];
    if (isFile) found[wasFile ? 'modified' : 'added'].push(path);
    else if (wasFile) found.removed.push(path);
    const folders = { before: await folderOf(reader, old), after: await folderOf(reader, now) };
    if (folders.before || folders.after)
      await compareTrees(reader, { ...folders, prefix: `${path}/` }, found);
  }
}

function rowsOf(tree: GitObject | undefined): ReadonlyMap<string, TreeRow> {
  return new Map(tree ? parseTree(tree.content).map((row) => [row.name, row]) : []);
}

function isFileRow(row: TreeRow | undefined): boolean {
  return row !== undefined && typeOfMode(row.mode) !== 'tree';
}

async function folderOf(reader: ObjectReader, row: TreeRow | undefined): Promise<GitObject | undefined> {
  return row && typeOfMode(row.mode) === 'tree' ? reader.readObject(row.oid) : undefined;
}
