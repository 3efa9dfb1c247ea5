import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Names about which git has nothing to say. */
const PLAIN = /^refs\/heads\/[\w-]+(?:[./][\w-]+)*$/;

export const NOWHERE = '0'.repeat(40);

interface RefMove {
  readonly ref: string;
  /** Where it points now; all zeros if it must be new. `undefined`: wherever it points. */
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Moves a branch as git does it, under a lock file beside it, so that a push at the same time waits or is refused
 * (gitrepository-layout(5), git's lockfile.h). Costs no process.
 *
 * Answers whether it did. If not, nothing has changed, and git can be asked to do it, or to say why it cannot be done.
 */
export async function moveLooseRef(gitDir: string, { ref, from, to }: RefMove): Promise<boolean> {
  if (!PLAIN.test(ref) || ref.endsWith('.lock')) return false;
  const file = join(gitDir, ref);
  const lock = `${file}.lock`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(lock, 'wx');
    await handle.writeFile(`${to}\n`);
    await handle.close();
  } catch {
    return false;
  }
  try {
    const current = (await readIfThere(file))?.trim();
    if (from === undefined || (current ?? NOWHERE) === from) {
      await rename(lock, file);
      return true;
    }
  } catch {
    // A folder of other branches, for example.
  }
  await rm(lock, { force: true });
  return false;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
