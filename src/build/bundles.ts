import type { Metafile } from 'esbuild';
import { build } from 'esbuild';
import { sandboxFace } from './sandbox-face.ts';

export interface Bundle {
  /** Path of the output below `dist/`. */
  readonly file: string;
  /** Path of the entry below `src/`. */
  readonly entry: string;
  /** Whether interlocks can be switched off. Never in what users run. */
  readonly demonstration: boolean;
}

export const bundles: readonly Bundle[] = [
  { file: 'action/main.js', entry: 'action/main.ts', demonstration: false },
  { file: 'action/post.js', entry: 'action/post.ts', demonstration: false },
  { file: 'app/main.js', entry: 'app/main.ts', demonstration: false },
  { file: 'sandbox/index.js', entry: 'sandbox/index.ts', demonstration: false },
  { file: 'cli/replay.js', entry: 'cli/replay.ts', demonstration: false },
  { file: 'demonstration/main.js', entry: 'action/main.ts', demonstration: true },
  { file: 'demonstration/post.js', entry: 'action/post.ts', demonstration: true },
];

export interface Built {
  readonly bundle: Bundle;
  readonly contents: Uint8Array;
  /** Paths are relative to the root of the repository. */
  readonly metafile: Metafile;
}

/** CommonJS dependencies call `require` for Node's own modules, which a module does not have. */
const BANNER =
  "import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);";

/** Builds in memory. The same sources give the same bytes on every machine and checkout path. */
export async function buildBundle(bundle: Bundle, root: string): Promise<Built> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`src/${bundle.entry}`],
    outfile: `dist/${bundle.file}`,
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    // Licences of everything bundled are collected in one file instead.
    legalComments: 'none',
    banner: { js: BANNER },
    define: { INTERLOCK_DEMONSTRATION: String(bundle.demonstration) },
    plugins: bundle.entry.startsWith('sandbox/') ? [] : [sandboxFace],
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild wrote nothing for ${bundle.file}`);
  return { bundle, contents: output.contents, metafile };
}
