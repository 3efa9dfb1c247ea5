import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PlannedFile } from './plan-file.ts';

/** A new file is made and never overwritten, should one have come to be since it was planned. */
export async function writePlanned(root: string, { path, wanted, state }: PlannedFile): Promise<void> {
  const target = join(root, path);
  switch (state) {
    case 'new':
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, wanted, { flag: 'wx' });
      return;
    case 'replaced':
      await writeFile(target, wanted);
      return;
    case 'same':
    case 'kept':
      return;
  }
}
