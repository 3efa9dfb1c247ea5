import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle, bundles } from '../../../src/build/bundles.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The app's bundle of the sources as they are now, away from `node_modules`. */
export async function buildApp(): Promise<AsyncDisposable & { readonly file: string }> {
  const bundle = bundles.find(({ file }) => file === 'app/main.js');
  if (!bundle) throw new Error('there is no bundle of the app');
  const folder = await mkdtemp(join(tmpdir(), 'interlock-app-'));
  const file = join(folder, 'main.mjs');
  await writeFile(file, (await buildBundle(bundle, ROOT)).contents);
  return { file, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
