import { defineConfig } from 'vitest/config';

/** Tests that start no process, so that thousands of mutants can be tried. */
export default defineConfig({
  define: { INTERLOCK_DEMONSTRATION: 'false' },
  test: {
    include: [
      'tests/unit/core/**/*.test.ts',
      ...(process.env['INTERLOCK_MUTANTS_MODEL'] ? ['tests/model/{races,successions}.test.ts'] : []),
    ],
    // Sentences are not changed, and their tests are slow.
    exclude: ['tests/unit/core/text/**', '**/node_modules/**'],
    // The rules are pure, so test files may share their modules: each mutant is then tried several times faster.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
