import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareFolder } from './compare-folder.ts';
import { distFiles, distFilesIn } from './dist-files.ts';
import { writeFiles } from './write-files.ts';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

try {
  // `npm run build -- action app` builds these folders alone, while others do not build.
  if (positionals.length > 0) await write(await distFilesIn(positionals, root));
  else if (values.check) await check();
  else await buildAll();
} catch (error) {
  // esbuild has already printed what is wrong, with its place.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function buildAll(): Promise<void> {
  const { files } = await distFiles(root);
  await write(files);
  const { stray } = await compareFolder(dist, files);
  for (const file of stray) await rm(join(dist, file));
}

async function check(): Promise<void> {
  const { absent, different, stray } = await compareFolder(dist, (await distFiles(root)).files);
  for (const file of absent) console.error(`dist/${file} is missing; run npm run build`);
  for (const file of different) console.error(`dist/${file} is stale; run npm run build`);
  for (const file of stray) console.error(`dist/${file} does not belong there; run npm run build`);
  if (absent.length + different.length + stray.length > 0) process.exitCode = 1;
}

async function write(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await writeFiles(dist, files);
  const bytes = [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  console.log(`dist/: ${files.size} files, ${Math.ceil(bytes / 1024)} KB`);
}
