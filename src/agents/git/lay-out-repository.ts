import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lays out an empty repository by hand (gitrepository-layout(5)), so that all of its configuration is ours.
 *
 * @param objects folders of other repositories; only their objects are read.
 */
export async function layOutRepository(gitDir: string, objects: readonly string[]): Promise<void> {
  await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
  await mkdir(join(gitDir, 'refs', 'heads'), { recursive: true });
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(gitDir, 'config'), '[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n');
  const alternates = objects.map((folder) => `${folder}\n`).join('');
  await writeFile(join(gitDir, 'objects', 'info', 'alternates'), alternates);
}
