import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundle, bundles } from './bundles.ts';
import { compareFolder } from './compare-folder.ts';
import { distFiles } from './dist-files.ts';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

try {
  if (positionals.length > 0) await buildSome(positionals);
  else if (values.check) await check();
  else await buildAll();
} catch (error) {
  // esbuild has already printed what is wrong, with its place.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildAll(): Promise<void> {
  const { files, missing } = await distFiles(root);
  for (const entry of missing) console.log(`skipped: ${entry} does not exist`);
  for (const [file, contents] of files) await write(file, contents);
  const { stray } = await compareFolder(dist, files);
  for (const file of stray) await rm(join(dist, file));
}

/** `npm run build -- action app`: the bundles of these folders alone, while others do not build. */
async function buildSome(folders: readonly string[]): Promise<void> {
  for (const bundle of bundles.filter(({ file }) => folders.includes(dirname(file)))) {
    await write(bundle.file, (await buildBundle(bundle, root)).contents);
  }
}

async function check(): Promise<void> {
  const { files, missing } = await distFiles(root);
  const { absent, different, stray } = await compareFolder(dist, files);
  for (const entry of missing) console.error(`${entry} does not exist`);
  for (const file of absent) console.error(`dist/${file} is missing; run npm run build`);
  for (const file of different) console.error(`dist/${file} is stale; run npm run build`);
  for (const file of stray) console.error(`dist/${file} does not belong there; run npm run build`);
  if (missing.length + absent.length + different.length + stray.length > 0) process.exitCode = 1;
}

async function write(file: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(join(dist, file)), { recursive: true });
  await writeFile(join(dist, file), contents);
  console.log(`dist/${file} ${Math.ceil(contents.byteLength / 1024)} KB`);
}
