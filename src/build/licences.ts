import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Built } from './bundles.ts';

const manifestSchema = z.object({ name: z.string(), version: z.string(), license: z.string().optional() });

/** Licence texts of all packages inside the bundles, in one text; equal texts are given once. */
export async function licences(built: readonly Built[], root: string): Promise<string> {
  const folders = new Set(
    built.flatMap(({ metafile }) => Object.keys(metafile.inputs).flatMap(packageFolder)),
  );
  const packages = await Promise.all([...folders].map((folder) => readLicence(join(root, folder))));
  const byText = new Map<string, Set<string>>();
  for (const { title, text } of packages) byText.set(text, (byText.get(text) ?? new Set()).add(title));
  const sections = [...byText]
    .map(([text, titles]) => `${[...titles].sort().join('\n')}\n\n${text}\n`)
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
  return `The bundles in this folder contain the packages below.\n\n${sections}`;
}

function packageFolder(input: string): string[] {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
}

async function readLicence(folder: string): Promise<{ title: string; text: string }> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const file = (await readdir(folder)).sort().find((name) => /^licen[cs]e/i.test(name));
  const text = file
    ? await readFile(join(folder, file), 'utf8')
    : `Licence: ${manifest.license ?? 'not stated'}`;
  return { title: `${manifest.name} ${manifest.version}`, text: text.replaceAll('\r\n', '\n').trim() };
}
