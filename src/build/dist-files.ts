import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Built, buildBundle, bundles } from './bundles.ts';
import { demonstrationManifest } from './demonstration-manifest.ts';
import { licences } from './licences.ts';

export interface DistFiles {
  /** Path below `dist/` -> contents. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly built: readonly Built[];
  /** Entries that do not exist yet. */
  readonly missing: readonly string[];
}

/** Everything that `dist/` must hold, and nothing else. */
export async function distFiles(root: string): Promise<DistFiles> {
  const present = bundles.filter(({ entry }) => existsSync(join(root, 'src', entry)));
  const missing = bundles.filter((bundle) => !present.includes(bundle)).map(({ entry }) => `src/${entry}`);
  const built = await Promise.all(present.map((bundle) => buildBundle(bundle, root)));
  const files = new Map(built.map(({ bundle, contents }) => [bundle.file, contents]));
  const manifest = join(root, 'action.yml');
  if (existsSync(manifest)) {
    const text = demonstrationManifest(await readFile(manifest, 'utf8'));
    files.set('demonstration/action.yml', Buffer.from(text));
  } else {
    missing.push('action.yml');
  }
  files.set('LICENSES.txt', Buffer.from(await licences(built, root)));
  return { files, built, missing };
}
