import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const report = process.env['INTERLOCK_TEST_REPORT'];

/** The engines with their real programs: `npm run engines`. The first run installs them. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  define: { INTERLOCK_DEMONSTRATION: 'false' },
  test: {
    name: 'engines',
    include: ['tests/engines/**/*.test.ts'],
    globalSetup: './src/build/require-fresh-dist.ts',
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    testTimeout: 20 * 60_000,
    hookTimeout: 20 * 60_000,
    isolate: false,
    maxWorkers: 2,
    server: { deps: { inline: [/@actions\/workflow-parser/, /@actions\/languageservice/] } },
  },
});
