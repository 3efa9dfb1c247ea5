import type { TreeRow } from './loose-objects.ts';
import { writeObject } from './write-object.ts';

type Entry = Pick<TreeRow, 'mode' | 'oid'>;

/** The mode of a folder. */
export const FOLDER = '040000';

/** Writes a tree without a process. Names are `latin1`, one character a byte, because they need not be UTF-8. */
export function writeTreeObject(gitDir: string, entries: ReadonlyMap<string, Entry>): Promise<string> {
  const rows = [...entries].sort(([one, a], [other, b]) =>
    Buffer.compare(sortKey(one, a), sortKey(other, b)),
  );
  const content = rows.flatMap(([name, { mode, oid }]) => [
    Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`, 'latin1'),
    Buffer.from(oid, 'hex'),
  ]);
  return writeObject(gitDir, 'tree', Buffer.concat(content));
}

/** Git sorts by bytes, and a folder as if its name ended with a slash. */
function sortKey(name: string, { mode }: Entry): Buffer {
  return Buffer.from(mode === FOLDER ? `${name}/` : name, 'latin1');
}
