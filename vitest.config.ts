import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { INTERLOCK_DEMONSTRATION: 'false' },
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Scenario tests start processes of their own; more workers than this only make two cores slower.
    maxWorkers: 3,
    // GitHub's parser imports JSON without import attributes, which only a bundler accepts.
    server: { deps: { inline: [/@actions\/workflow-parser/, /@actions\/languageservice/] } },
  },
});
