import { defineConfig } from 'vitest/config';

// `npm cit` passes no options on to the tests, so CI asks for its report here.
const report = process.env.INTERLOCK_TEST_REPORT;

export default defineConfig({
  define: { INTERLOCK_DEMONSTRATION: 'false' },
  test: {
    globalSetup: './tests/say-what-is-left-out.ts',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Nets against what hangs, and no verdicts: a test may be slow on a slow machine.
    testTimeout: 20 * 60_000,
    hookTimeout: 20 * 60_000,
    // A file changes nothing that outlives it, and to load the sandbox takes longer than most files.
    isolate: false,
    // Scenarios start processes of their own; more workers than this only make two cores slower.
    maxWorkers: 3,
    // GitHub's parser imports JSON without import attributes, which only a bundler accepts.
    server: { deps: { inline: [/@actions\/workflow-parser/, /@actions\/languageservice/] } },
    projects: [
      {
        extends: true,
        test: { name: 'source', include: ['tests/{unit,contract,model,isolation}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: ['tests/{sandbox,scenario}/**/*.test.ts'],
          globalSetup: './src/build/require-fresh-dist.ts',
        },
      },
    ],
  },
});
