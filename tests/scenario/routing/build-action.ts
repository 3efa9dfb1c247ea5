import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBundle, bundles } from '../../../src/build/bundles.ts';
import { writeFiles } from '../../../src/build/write-files.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The action of the sources as they are now, away from `node_modules`. */
export async function buildAction(): Promise<AsyncDisposable & { readonly folder: string }> {
  const bundle = bundles.find(({ folder }) => folder === 'action');
  if (!bundle) throw new Error('there is no bundle of the action');
  const folder = await mkdtemp(join(tmpdir(), 'interlock-action-'));
  await copyFile(join(ROOT, 'action.yml'), join(folder, 'action.yml'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFiles(join(folder, 'dist'), (await buildBundle(bundle, ROOT)).files);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
