import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { demonstrationManifest } from '../../../src/build/demonstration-manifest.ts';

const manifest = await readFile(join(import.meta.dirname, '../../../action.yml'), 'utf8');
const derived = parse(demonstrationManifest(manifest));

test('the demonstration takes the inputs and gives the outputs of the action', () => {
  const { inputs, outputs } = parse(manifest);
  expect(derived).toMatchObject({ inputs, outputs });
});

test('the demonstration runs the bundles beside its manifest', () => {
  expect(derived.runs).toEqual({ ...parse(manifest).runs, main: 'main.js', post: 'post.js' });
});

test('the demonstration says that it is not for use', () => {
  expect(derived.name).toContain('not for use');
});
