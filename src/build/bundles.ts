import { join, relative, sep } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { sandboxFace } from './sandbox-face.ts';
import { withoutOidc } from './without-oidc.ts';

export interface Bundle {
  /** Folder below `dist/`. */
  readonly folder: string;
  /** Entries below `src/`; what they have in common is bundled once. */
  readonly entries: readonly string[];
  /** Whether interlocks can be switched off. Never in what users run. */
  readonly demonstration: boolean;
}

export const bundles: readonly Bundle[] = [
  { folder: 'action', entries: ['action/main.ts', 'action/post.ts'], demonstration: false },
  { folder: 'app', entries: ['app/main.ts'], demonstration: false },
  { folder: 'sandbox', entries: ['sandbox/index.ts'], demonstration: false },
  { folder: 'cli', entries: ['cli/replay.ts', 'cli/interlock.ts'], demonstration: false },
  { folder: 'demonstration', entries: ['action/main.ts', 'action/post.ts'], demonstration: true },
];

export interface Built {
  readonly bundle: Bundle;
  /** Path below `dist/` -> contents. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Paths are relative to the root of the repository. */
  readonly metafile: Metafile;
}

/** CommonJS dependencies call `require` for Node's own modules, which a module does not have. */
const BANNER =
  "import{createRequire as interlockCreateRequire}from'node:module';const require=interlockCreateRequire(import.meta.url);";

/**
 * zod makes code of a schema when it first reads something with it. A run reads little with each of them, and would take
 * longer to make the code than to do without. Set before any module runs, because zod asks while schemas are declared.
 */
const WITHOUT_JIT = '(globalThis.__zod_globalConfig??={}).jitless=true;';

/** Builds in memory. The same sources give the same bytes on every machine and checkout path. */
export async function buildBundle(bundle: Bundle, root: string): Promise<Built> {
  const dist = join(root, 'dist');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: bundle.entries.map((entry) => `src/${entry}`),
    outdir: join(dist, bundle.folder),
    entryNames: '[name]',
    // What is imported lazily is read lazily: the action says its first line a fifth sooner.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
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
    banner: { js: `${bundle.folder === 'sandbox' ? '' : WITHOUT_JIT}${BANNER}` },
    define: { INTERLOCK_DEMONSTRATION: String(bundle.demonstration) },
    plugins: bundle.folder === 'sandbox' ? [] : [sandboxFace, withoutOidc],
    logLevel: 'error',
  });
  const files = outputFiles.map(
    ({ path, contents }) => [relative(dist, path).split(sep).join('/'), contents] as const,
  );
  return { bundle, files: new Map(files), metafile };
}
