import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Directories of one run, all below one that goes with it: what an engine may write (`engine/`), what it may read
 * (`given/`), and what is none of its business (`own/`). With `isolation: none` the engine is a process of the same user, so
 * that nothing below `own` is trusted after it.
 */
export interface Workspace extends AsyncDisposable {
  readonly directory: string;
  /** Where the engine works. */
  readonly checkout: string;
  /** The engine's own home and temporary directory. */
  readonly home: string;
  readonly temporary: string;
  /** What the engine reads. */
  readonly given: string;
  readonly itemFile: string;
  readonly own: string;
}

export interface ItemFile {
  readonly item: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

export async function createWorkspace(parent: string): Promise<Workspace> {
  const directory = await mkdtemp(join(parent, 'interlock-'));
  const workspace = {
    directory,
    checkout: join(directory, 'engine', 'checkout'),
    home: join(directory, 'engine', 'home'),
    temporary: join(directory, 'engine', 'tmp'),
    given: join(directory, 'given'),
    itemFile: join(directory, 'given', 'item.json'),
    own: join(directory, 'own'),
  };
  const { home, temporary, given, own } = workspace;
  const folders = [home, temporary, given, own];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  return { ...workspace, [Symbol.asyncDispose]: () => removeWorkspace(directory) };
}

/** Also for the post step, which knows only the path. */
export async function removeWorkspace(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
}

/** What the engine is to do. Title and body were written by people: they are data. */
export async function writeItemFile(path: string, item: ItemFile): Promise<void> {
  await writeFile(path, `${JSON.stringify(item, null, 2)}\n`, { mode: 0o444 });
}
