import { defineConfig, type OxlintOverride } from 'oxlint';
import { type Folder, type FolderName, layout } from './src/build/layout.ts';

const folders = Object.entries(layout) as [FolderName, Folder][];

/** How many folders stand above a file below `src/`, at most. */
const DEEPEST = 6;

/**
 * Everything a folder may not import. The patterns know no lookaround, hence lists to forbid and lists to allow; nor do
 * they know where a path leads, hence one override for each depth: `../ledger` in `src/core/text` is core's own.
 */
function arrowsOf(named: [FolderName, Folder]): OxlintOverride[] {
  const [name, folder] = named;
  const all = Array.from({ length: DEEPEST }, (_, index) => arrowsAt(named, index + 1));
  if (folder.below) {
    const { these, notTo } = folder.below;
    for (let depth = 2; depth <= DEEPEST; depth += 1) {
      const up = {
        regex: `^(\\.\\./){${depth - 1}}(${notTo.join('|')})/`,
        message: `src/${name}/${these.join(', ')} may not import ${notTo.join(', ')}: see src/build/layout.ts`,
      };
      const files = these.map((one) => `src/${name}/${one}/${'*/'.repeat(depth - 2)}*.ts`);
      all.push({ ...arrowsAt(named, depth, [up]), files });
    }
  }
  if (!folder.front) return all;
  const { folders: known, besides } = folder.front;
  const front = arrowsAt([name, { ...folder, folders: known }], 1);
  return [...all, { ...front, excludeFiles: besides.map((file) => `src/${name}/${file}`) }];
}

interface Forbidden {
  readonly regex: string;
  readonly message: string;
}

function arrowsAt(
  [name, folder]: [FolderName, Folder],
  depth: number,
  besides: readonly Forbidden[] = [],
): OxlintOverride {
  const forbidden = folders
    .map(([other]) => other)
    .filter((other) => other !== name && !folder.folders.includes(other));
  const allowed = folder.packages.flatMap((one) => [`!${one}`, `!${one}/**`]);
  return {
    files: [`src/${name}/${'*/'.repeat(depth - 1)}*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...besides,
            {
              regex: `^(\\.\\./){${depth}}((${forbidden.join('|')})|\\.\\./(tests|dist))/`,
              message: `src/${name} may import from ${[name, ...folder.folders].join(', ')}: see src/build/layout.ts`,
            },
            {
              group: [
                '*',
                '!./**',
                '!../**',
                ...(folder.builtins ? ['!node:*', '!node:*/**'] : []),
                ...allowed,
              ],
              message: `src/${name} may import the packages ${folder.packages.join(', ')}: see src/build/layout.ts`,
            },
          ],
        },
      ],
    },
  };
}

const entries = folders.flatMap(([name, { entries: files }]) => files.map((file) => `src/${name}/${file}`));

export default defineConfig({
  plugins: ['typescript', 'import', 'node', 'unicorn', 'vitest', 'oxc'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['dist', 'node_modules', 'coverage'],
  rules: {
    'no-console': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'prefer-const': 'error',
    'preserve-caught-error': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-mutable-exports': 'error',
    'node/no-process-env': 'error',
    'typescript/await-thenable': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-unnecessary-type-assertion': 'error',
    // Values of unknown shape are printed where they are refused.
    'typescript/no-base-to-string': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/return-await': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    // Our objects are closures, not classes: their functions need no `this`.
    'typescript/unbound-method': 'off',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    // A test of our own modules doubles only the wire.
    'vitest/no-restricted-vi-methods': ['error', { mock: null, doMock: null, hoisted: null }],
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-identical-title': 'error',
    // Assertions stand in helpers of the world under test, and messages of errors are asserted where they matter.
    'vitest/expect-expect': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/require-to-throw-message': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/require-mock-type-parameters': 'off',
  },
  overrides: [
    ...folders.flatMap(arrowsOf),
    {
      files: ['src/core/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          'process',
          'fetch',
          'setTimeout',
          'setInterval',
          'performance',
          'crypto',
          'Buffer',
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'core has no clock: pass the time in.' },
          { object: 'Math', property: 'random', message: 'core has no randomness: pass it in.' },
        ],
      },
    },
    {
      // A test waits for conditions, never for a while.
      files: ['tests/**'],
      rules: {
        // Files of one world name each other's types.
        'import/no-cycle': 'error',
        'no-restricted-globals': ['error', 'setTimeout', 'setInterval'],
        'no-restricted-properties': [
          'error',
          {
            object: 'AbortSignal',
            property: 'timeout',
            message: 'No verdict asks a clock: see docs/development.md',
          },
        ],
        'no-restricted-imports': [
          'error',
          {
            paths: ['node:timers', 'node:timers/promises'].map((name) => ({
              name,
              importNames: ['setTimeout', 'setInterval', 'scheduler'],
              message: 'No verdict asks a clock: see docs/development.md',
            })),
          },
        ],
      },
    },
    { files: entries, rules: { 'node/no-process-env': 'off', 'no-console': 'off' } },
    {
      files: ['tests/**', '*.config.ts', '.ci/**'],
      rules: { 'node/no-process-env': 'off', 'no-console': 'off' },
    },
  ],
});
