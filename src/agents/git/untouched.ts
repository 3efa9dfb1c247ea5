import { closeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { type BytePath, splitAtNul, toBytes } from './byte-path.ts';
import { hashFile, openFile } from './hash-file.ts';

export interface TreeEntry {
  /** As in a tree: `100644`, `100755`, `120000`, or `160000` for a submodule. */
  readonly mode: string;
  readonly oid: string;
}

/** A checkout as it was before the engine came, kept where no engine can change it: in our memory. */
export interface Untouched {
  /** Commit on which the engine works. */
  readonly start: string;
  readonly entries: ReadonlyMap<BytePath, TreeEntry>;
  /**
   * Files that do not hold the bytes of their blob, with the id of those that they hold: git converts line ends and
   * encodings on their way, and not always so that the way back leads to the same blob.
   */
  readonly converted: ReadonlyMap<BytePath, string>;
}

interface Reading {
  readonly directory: string;
  readonly start: string;
  /** By `ls-tree -r -z`. */
  readonly listing: Buffer;
}

export async function readUntouched({ directory, start, listing }: Reading): Promise<Untouched> {
  const entries = parseTree(listing);
  const isConverting = [...entries.keys()].some((path) => /(?:^|\/)\.gitattributes$/.test(path));
  const converted = isConverting ? await readConverted(directory, entries) : new Map<BytePath, string>();
  return { start, entries, converted };
}

/** Each line is `100644 blob <oid>\t<path>`. */
export function parseTree(listing: Buffer): ReadonlyMap<BytePath, TreeEntry> {
  return new Map(
    splitAtNul(listing).map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , oid = ''] = line.slice(0, tab).split(' ');
      return [line.slice(tab + 1), { mode, oid }];
    }),
  );
}

async function readConverted(
  directory: string,
  entries: Untouched['entries'],
): Promise<ReadonlyMap<BytePath, string>> {
  const converted = new Map<BytePath, string>();
  let seen = 0;
  for (const [path, { mode, oid }] of entries) {
    if (!mode.startsWith('100')) continue;
    // A cancellation must be heard meanwhile.
    if (++seen % 500 === 0) await setImmediate();
    const descriptor = openFile(Buffer.concat([Buffer.from(`${directory}/`), toBytes(path)]));
    if (descriptor === undefined) continue;
    const state = hashFile(descriptor);
    closeSync(descriptor);
    if (state.oid !== oid) converted.set(path, state.oid);
  }
  return converted;
}
