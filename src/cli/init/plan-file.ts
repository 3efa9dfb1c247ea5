import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that a set-up wants, and what that means for the checkout as it is. */
export type PlannedFile = {
  /** Below the top folder of the checkout. */
  readonly path: string;
  readonly wanted: string;
} & (
  | { readonly state: 'new' | 'same' }
  /** There is another: it is replaced only where that was asked for. */
  | { readonly state: 'kept' | 'replaced'; readonly current: string }
);

interface WantedFile {
  readonly path: string;
  readonly wanted: string;
  readonly mayReplace: boolean;
}

export async function planFile(root: string, { path, wanted, mayReplace }: WantedFile): Promise<PlannedFile> {
  const current = await readIfThere(join(root, path));
  if (current === undefined) return { path, wanted, state: 'new' };
  if (current === wanted) return { path, wanted, state: 'same' };
  return { path, wanted, state: mayReplace ? 'replaced' : 'kept', current };
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
