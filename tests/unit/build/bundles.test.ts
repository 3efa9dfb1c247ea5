import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildBundle, bundles } from '../../../src/build/bundles.ts';

const root = join(import.meta.dirname, '../../..');
const built = await Promise.all(bundles.map((bundle) => buildBundle(bundle, root)));

/** Folders below `src/` that a bundle was made from. */
function foldersIn(file: string): readonly string[] {
  const inputs = built
    .filter(({ bundle }) => bundle.file === file)
    .flatMap((one) => Object.keys(one.metafile.inputs));
  expect(inputs).not.toEqual([]);
  return [...new Set(inputs.flatMap((input) => /^src\/([^/]+)\//.exec(input)?.[1] ?? []))].sort();
}

const text = (contents: Uint8Array) => Buffer.from(contents).toString();
const SWITCH = 'INTERLOCK_DEMONSTRATION';

describe('a bundle', () => {
  test('of the sandbox shares no code with the product', () => {
    expect(foldersIn('sandbox/index.js')).toEqual(['sandbox']);
  });

  test.each(['action/main.js', 'action/post.js', 'demonstration/main.js'])(
    'of the action (%s) holds neither app nor sandbox',
    (file) => {
      expect(foldersIn(file)).not.toContain('app');
      expect(foldersIn(file)).not.toContain('sandbox');
    },
  );

  test('of the app holds neither action nor sandbox', () => {
    expect(foldersIn('app/main.js')).not.toContain('action');
    expect(foldersIn('app/main.js')).not.toContain('sandbox');
  });

  test('of the replay starts the sandbox, the app and the action from bundles of their own', () => {
    expect(foldersIn('cli/replay.js')).not.toContain('sandbox');
    expect(foldersIn('cli/replay.js')).not.toContain('app');
    expect(foldersIn('cli/replay.js')).not.toContain('action');
  });

  test.each(built)('$bundle.file needs nothing but Node and bundles beside it', ({ metafile }) => {
    const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.map(({ path }) => path),
    );
    const foreign = external.filter((path) => !path.startsWith('../sandbox/') && !isBuiltin(path));
    expect(foreign).toEqual([]);
  });

  test.each(built.filter(({ bundle }) => !bundle.demonstration && bundle.file !== 'cli/replay.js'))(
    '$bundle.file, which is shipped, has no switch for its interlocks',
    ({ contents }) => {
      expect(text(contents)).not.toContain(SWITCH);
    },
  );

  test('of the demonstration has the switch', () => {
    const demonstration = built.find(({ bundle }) => bundle.file === 'demonstration/main.js');
    expect(text(demonstration?.contents ?? new Uint8Array())).toContain(SWITCH);
  });

  test.each(built)('$bundle.file does not say where it was built', ({ contents }) => {
    expect(text(contents)).not.toContain(root);
  });
});
