import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildBundle, bundles } from '../../../src/build/bundles.ts';

const root = join(import.meta.dirname, '../../..');
const built = await Promise.all(bundles.map((bundle) => buildBundle(bundle, root)));

/** Folders below `src/` that a bundle was made from. */
function foldersIn(folder: string): readonly string[] {
  const inputs = built
    .filter(({ bundle }) => bundle.folder === folder)
    .flatMap((one) => Object.keys(one.metafile.inputs));
  expect(inputs).not.toEqual([]);
  return [...new Set(inputs.flatMap((input) => /^src\/([^/]+)\//.exec(input)?.[1] ?? []))].sort();
}

function textOf(folder: string): string {
  const files = built
    .filter(({ bundle }) => bundle.folder === folder)
    .flatMap((one) => [...one.files.values()]);
  expect(files).not.toEqual([]);
  return files.map((contents) => Buffer.from(contents).toString()).join('\n');
}

const SWITCH = 'INTERLOCK_DEMONSTRATION';

describe('a bundle', () => {
  test('of the sandbox shares no code with the product', () => {
    expect(foldersIn('sandbox')).toEqual(['sandbox']);
  });

  test.each(['action', 'demonstration'])('of the action (%s) holds neither app nor sandbox', (folder) => {
    expect(foldersIn(folder)).not.toContain('app');
    expect(foldersIn(folder)).not.toContain('sandbox');
  });

  test('of the app holds neither action nor sandbox', () => {
    expect(foldersIn('app')).not.toContain('action');
    expect(foldersIn('app')).not.toContain('sandbox');
  });

  test('of the replay starts the sandbox, the app and the action from bundles of their own', () => {
    expect(foldersIn('cli')).not.toContain('sandbox');
    expect(foldersIn('cli')).not.toContain('app');
    expect(foldersIn('cli')).not.toContain('action');
  });

  test.each(bundles)('in $folder needs nothing but Node and the sandbox beside it', ({ folder }) => {
    const outputs = built
      .filter(({ bundle }) => bundle.folder === folder)
      .flatMap(({ metafile }) => Object.values(metafile.outputs));
    const external = outputs.flatMap(({ imports }) => imports.filter((one) => one.external));
    const foreign = external.map(({ path }) => path).filter((path) => !isBuiltin(path));
    expect(new Set(foreign)).toEqual(new Set(folder === 'cli' ? ['../sandbox/index.js'] : []));
  });

  test.each(['action', 'app', 'sandbox'])(
    'that is shipped (%s) has no switch for its interlocks',
    (folder) => {
      expect(textOf(folder)).not.toContain(SWITCH);
    },
  );

  test('of the demonstration has the switch', () => {
    expect(textOf('demonstration')).toContain(SWITCH);
  });

  test.each(bundles)('in $folder does not say where it was built', ({ folder }) => {
    expect(textOf(folder)).not.toContain(root);
  });

  test.each(['action', 'demonstration'])('of the action (%s) starts without the doctor', (folder) => {
    expect(loadedAtStart(folder, 'main.js')).not.toContainEqual(
      expect.stringMatching(/^src\/doctor\/checks\//),
    );
    expect(foldersIn(folder)).toContain('doctor');
  });

  test.each(['action', 'demonstration'])(
    'of the action (%s) has jobs wait for no more than the end of a directory after their steps',
    (folder) => {
      expect(loadedAtStart(folder, 'post.js')).toEqual([
        'src/action/post.ts',
        'src/agents/item-run/workspace.ts',
      ]);
    },
  );
});

/** What is read before anything runs: an entry and what it imports, but for what it imports lazily. */
function loadedAtStart(folder: string, entry: string): readonly string[] {
  const outputs = built
    .filter(({ bundle }) => bundle.folder === folder)
    .flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const byPath = new Map(outputs);
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = byPath.get(path);
    if (!output || seen.has(path)) return;
    seen.add(path);
    for (const one of output.imports) if (one.kind !== 'dynamic-import') visit(one.path);
  };
  const [first = ''] = outputs.map(([path]) => path).filter((path) => path.endsWith(`/${folder}/${entry}`));
  visit(first);
  expect(seen.size).toBeGreaterThan(0);
  return [...seen].flatMap((path) => Object.keys(byPath.get(path)?.inputs ?? {}));
}
