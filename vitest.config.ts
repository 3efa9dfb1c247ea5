import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    // GitHub's parser imports JSON without import attributes, which only a bundler accepts.
    server: { deps: { inline: [/@actions\/workflow-parser/, /@actions\/languageservice/] } },
  },
});
