import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface FolderDifference {
  readonly absent: readonly string[];
  readonly different: readonly string[];
  readonly stray: readonly string[];
}

/** Compares a folder with the files it ought to hold. Paths are relative to the folder, sorted. */
export async function compareFolder(
  folder: string,
  expected: ReadonlyMap<string, Uint8Array>,
): Promise<FolderDifference> {
  const present = await filesBelow(folder);
  const files = [...expected.keys()].sort();
  const kept = files.filter((file) => present.has(file));
  const same = await Promise.all(
    kept.map(async (file) =>
      (await readFile(join(folder, file))).equals(expected.get(file) ?? new Uint8Array()),
    ),
  );
  return {
    absent: files.filter((file) => !present.has(file)),
    different: kept.filter((_, index) => !same[index]),
    stray: [...present].filter((file) => !expected.has(file)).sort(),
  };
}

async function filesBelow(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}
