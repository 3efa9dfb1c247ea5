import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Figure, FigureGroup } from './figure.ts';

const TARBALL_LIMIT_MB = 3;

/** The runner downloads the whole repository before each run of the action, so its tarball is start-up time too. */
export const sizes: FigureGroup = {
  name: 'sizes',
  title: 'Sizes',
  measure: async (root) => [...(await bundleSizes(join(root, 'dist'))), await tarballSize(root)],
};

async function bundleSizes(dist: string): Promise<readonly Figure[]> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (file) => {
      const { byteLength } = await readFile(file);
      return { name: `dist/${relative(dist, file)}`, value: byteLength / 1024, unit: 'KB' };
    }),
  );
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
