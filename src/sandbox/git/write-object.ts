import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/**
 * Writes an object to a file of its own (gitformat-loose(5)), without a process: starting git takes far longer than the
 * work, and nothing else goes on while one starts.
 */
export async function writeObject(
  gitDir: string,
  type: 'blob' | 'tree' | 'commit',
  content: Uint8Array,
): Promise<string> {
  const object = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const oid = createHash('sha1').update(object).digest('hex');
  const file = join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
  if (await isThere(file)) return oid;
  await mkdir(dirname(file), { recursive: true });
  // Whoever reads it finds all of it, or nothing. Two that write it at once write the same.
  const temporary = join(gitDir, 'objects', `tmp_obj_${randomUUID()}`);
  await writeFile(temporary, deflateSync(object, { level: 1 }), { mode: 0o444 });
  await rename(temporary, file).catch(async (error: unknown) => {
    await rm(temporary, { force: true });
    throw error;
  });
  return oid;
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
