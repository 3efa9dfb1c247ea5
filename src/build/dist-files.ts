import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Built, buildBundle, bundles } from './bundles.ts';
import { demonstrationManifest } from './demonstration-manifest.ts';
import { licences } from './licences.ts';

export interface DistFiles {
  /** Path below `dist/` -> contents. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly built: readonly Built[];
}

/** Everything that `dist/` must hold, and nothing else. */
export async function distFiles(root: string): Promise<DistFiles> {
  const built = await Promise.all(bundles.map((bundle) => buildBundle(bundle, root)));
  const files = new Map<string, Uint8Array>([
    ...built.flatMap(({ files }) => [...files]),
    ['demonstration/action.yml', await manifest(root)],
    ['LICENSES.txt', Buffer.from(await licences(built, root))],
  ]);
  return { files, built };
}

/** The files of some folders below `dist/`, for work on one part while another does not build. */
export async function distFilesIn(folders: readonly string[], root: string): Promise<DistFiles['files']> {
  const chosen = bundles.filter(({ folder }) => folders.includes(folder));
  const built = await Promise.all(chosen.map((bundle) => buildBundle(bundle, root)));
  const files = new Map(built.flatMap((one) => [...one.files]));
  if (folders.includes('demonstration')) files.set('demonstration/action.yml', await manifest(root));
  return files;
}

async function manifest(root: string): Promise<Uint8Array> {
  return Buffer.from(demonstrationManifest(await readFile(join(root, 'action.yml'), 'utf8')));
}
