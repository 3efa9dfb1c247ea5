import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 of a folder: its files' paths and contents, in order. A link in it has no place in a package. */
export async function digestOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      if (!entry.isFile()) throw new Error(`${join(entry.parentPath, entry.name)} is not a file`);
      return join(entry.parentPath, entry.name);
    })
    .sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(`${path.slice(folder.length)}\0`);
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  }
  return hash.digest('hex');
}
