import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layout } from '../../../src/build/layout.ts';
import { reasons, remedyAfter } from '../../../src/core/reasons.ts';

test.each(Object.entries(reasons))(
  '%s says in sentences what happened and what to do',
  (_, { meaning, remedy }) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  },
);

test.each(Object.entries(reasons))('what to do about %s can be read without the rest', (_, { remedy }) => {
  if (remedy !== 'Nothing.') expect(remedy).not.toMatch(/^Nothing(?:[.,:]| to | is )/);
});

test('nothing is added to a sentence where nothing is to be done', () => {
  expect(remedyAfter('already-known')).toBe('');
  expect(remedyAfter('runs-full')).toBe(` ${reasons['runs-full'].remedy}`);
});

test('each is given by some decision', () => {
  const given = new Set(sources().flatMap((text) => text.match(/(?<=')[a-z]+(?:-[a-z]+)*(?=')/g) ?? []));
  expect(Object.keys(reasons).filter((reason) => !given.has(reason))).toEqual([]);
});

/** Folders whose code gives reasons. */
const PRODUCT = Object.keys(layout).filter((folder) => !['build', 'cli', 'sandbox'].includes(folder));

function sources(): readonly string[] {
  const source = join(import.meta.dirname, '../../../src');
  return PRODUCT.flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'reasons.ts')
      .map((file) => readFileSync(join(source, folder, file), 'utf8')),
  );
}
