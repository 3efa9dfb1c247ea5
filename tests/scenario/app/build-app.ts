import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle, bundles } from '../../../src/build/bundles.ts';
import { writeFiles } from '../../../src/build/write-files.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The app's bundle of the sources as they are now, away from `node_modules`. */
export async function buildApp(): Promise<AsyncDisposable & { readonly file: string }> {
  const bundle = bundles.find(({ folder }) => folder === 'app');
  if (!bundle) throw new Error('there is no bundle of the app');
  const folder = await mkdtemp(join(tmpdir(), 'interlock-app-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFiles(folder, (await buildBundle(bundle, ROOT)).files);
  return { file: join(folder, 'app/main.js'), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
