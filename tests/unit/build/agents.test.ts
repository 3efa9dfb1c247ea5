import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRegistry } from '../../../src/build/generators/read-definitions.ts';

const registry = await readRegistry(join(import.meta.dirname, '../../..'));
const definitions = [...registry.values()];

test.each(definitions)('$name is told that text from items is data', ({ prompt }) => {
  expect(prompt).toMatch(/\bdata\b/);
});

test('an agent that writes no code cannot write files', () => {
  const writers = definitions.filter(({ tools }) => tools.includes('write_files')).map(({ name }) => name);
  expect(writers).toEqual(['implementation']);
});
