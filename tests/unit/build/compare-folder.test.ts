import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareFolder } from '../../../src/build/compare-folder.ts';

let folder = '';
const expected = new Map([
  ['app/main.js', Buffer.from('app')],
  ['action/main.js', Buffer.from('action')],
]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compare-folder-'));
  await mkdir(join(folder, 'app'));
  await mkdir(join(folder, 'action'));
  await writeFile(join(folder, 'app/main.js'), 'app');
  await writeFile(join(folder, 'action/main.js'), 'action');
});

afterEach(() => rm(folder, { recursive: true }));

test('finds nothing where every file is as expected', async () => {
  expect(await compareFolder(folder, expected)).toEqual({ absent: [], different: [], stray: [] });
});

test('names a file that was edited by hand', async () => {
  await writeFile(join(folder, 'app/main.js'), 'app, mended');
  expect(await compareFolder(folder, expected)).toMatchObject({ different: ['app/main.js'] });
});

test('names a file that is gone', async () => {
  await rm(join(folder, 'action/main.js'));
  expect(await compareFolder(folder, expected)).toMatchObject({ absent: ['action/main.js'] });
});

test('names a file that nothing makes any more', async () => {
  await writeFile(join(folder, 'app/old.js'), '');
  expect(await compareFolder(folder, expected)).toMatchObject({ stray: ['app/old.js'] });
});

test('finds everything absent where there is no folder', async () => {
  const { absent } = await compareFolder(join(folder, 'nowhere'), expected);
  expect(absent).toEqual(['action/main.js', 'app/main.js']);
});
