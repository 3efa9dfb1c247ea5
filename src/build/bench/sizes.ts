import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Figure, FigureGroup } from './figure.ts';

const TARBALL_LIMIT_MB = 4;

/** The runner downloads the whole repository before each run of the action, so its tarball is start-up time too. */
export const sizes: FigureGroup = {
  name: 'sizes',
  title: 'Sizes',
  measure: async (root) => [...(await bundleSizes(join(root, 'dist'))), await tarballSize(root)],
};

/** A bundle is a folder: its entries and the chunks they load. */
async function bundleSizes(dist: string): Promise<readonly Figure[]> {
  const folders = (await readdir(dist, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const figures = await Promise.all(
    folders.map(async ({ name }) => {
      const entries = await readdir(join(dist, name), { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      const contents = await Promise.all(files.map((file) => readFile(file)));
      const [raw, zipped] = [contents, contents.map((one) => gzipSync(one))].map(kilobytes);
      return [
        { name: `dist/${name}`, value: raw ?? 0, unit: 'KB' },
        { name: `dist/${name}`, value: zipped ?? 0, unit: 'KB gzipped' },
        { name: `dist/${name}`, value: files.length, unit: 'files' },
      ];
    }),
  );
  return figures.flat();
}

function kilobytes(contents: readonly Buffer[]): number {
  return contents.reduce((sum, { byteLength }) => sum + byteLength, 0) / 1024;
}

async function tarballSize(root: string): Promise<Figure> {
  const { stdout } = await promisify(execFile)('git', ['archive', 'HEAD'], {
    cwd: root,
    encoding: 'buffer',
    maxBuffer: 2 ** 30,
  });
  return {
    name: 'tarball of HEAD, gzipped',
    value: gzipSync(stdout).byteLength / 1024 ** 2,
    unit: 'MB',
    aim: { atMost: TARBALL_LIMIT_MB },
  };
}
