import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type FolderName, layout } from '../../../src/build/layout.ts';

const root = join(import.meta.dirname, '../../..');
const names = Object.keys(layout) as FolderName[];
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
type Pair = (typeof pairs)[number];
const isAllowed = ({ from, to }: Pair) => layout[from].folders.includes(to);
const isAllowedInFront = ({ from, to }: Pair) => (layout[from].front ?? layout[from]).folders.includes(to);

const packages: { from: FolderName; imported: string; allowed: boolean }[] = [
  { from: 'core', imported: 'node:fs', allowed: false },
  { from: 'core', imported: 'fs', allowed: false },
  { from: 'core', imported: 'octokit', allowed: false },
  { from: 'core', imported: '@actions/core', allowed: false },
  { from: 'core', imported: 'zod', allowed: true },
  { from: 'boards', imported: 'octokit', allowed: false },
  { from: 'app', imported: 'octokit', allowed: false },
  { from: 'app', imported: '@octokit/auth-app', allowed: false },
  { from: 'app', imported: 'probot', allowed: true },
  { from: 'action', imported: '@octokit/core', allowed: false },
  { from: 'action', imported: 'probot', allowed: false },
  { from: 'action', imported: '@actions/core', allowed: true },
  { from: 'github', imported: '@octokit/core', allowed: true },
  { from: 'sandbox', imported: 'octokit', allowed: false },
  { from: 'sandbox', imported: '@actions/github', allowed: false },
  { from: 'sandbox', imported: '@actions/workflow-parser', allowed: true },
];

/** A tree of our own, with our own configuration, and one file for each import in question. */
let tree = '';
let reported = new Set<string>();

const files: Record<string, string> = {
  ...Object.fromEntries(names.map((name) => [`src/${name}/target.ts`, 'export const target = 1;\n'])),
  ...Object.fromEntries(
    pairs.flatMap(({ from, to }) => [
      [`src/${from}/to-${to}.ts`, `export { target } from '../${to}/target.ts';\n`],
      [`src/${from}/nested/deep/to-${to}.ts`, `export { target } from '../../../${to}/target.ts';\n`],
      [`src/${from}/lazy-to-${to}.ts`, `export const lazy = () => import('../${to}/target.ts');\n`],
    ]),
  ),
  ...Object.fromEntries(
    packages.map((one) => [packageFile(one), `export * as all from '${one.imported}';\n`]),
  ),
  'src/core/cycle-a.ts': "import { b } from './cycle-b.ts';\nexport const a = () => b();\n",
  'src/core/cycle-b.ts': "import { a } from './cycle-a.ts';\nexport const b = (): unknown => a();\n",
  'src/core/type-cycle-a.ts': "import type { B } from './type-cycle-b.ts';\nexport type A = B | 1;\n",
  'src/core/type-cycle-b.ts': "import type { A } from './type-cycle-a.ts';\nexport type B = A[];\n",
  'src/sandbox/rest/route.ts': 'export const route = 1;\n',
  'src/sandbox/state/to-rest.ts': "export { route } from '../rest/route.ts';\n",
  'src/sandbox/changes/deep/to-rest.ts': "export { route } from '../../rest/route.ts';\n",
  'src/sandbox/graphql/to-rest.ts': "export { route } from '../rest/route.ts';\n",
  'src/core/ledger/own.ts': 'export const own = 1;\n',
  'src/core/text/of-own-ledger.ts': "export { own } from '../ledger/own.ts';\n",
  'src/boards/open-board.ts': "export { target } from '../github/target.ts';\n",
  'src/core/clock.ts': 'export const now = () => Date.now();\n',
  'src/github/environment.ts': 'export const home = () => process.env.HOME;\n',
  'src/action/main.ts': 'export const home = () => process.env.HOME;\n',
  'src/app/floating.ts': 'const later = async () => 1;\nexport const now = () => { later(); };\n',
  'src/app/any.ts': 'export const anything = (value: any) => value as unknown;\n',
  'src/boards/print.ts': "export const print = () => console.log('x');\n",
};

function packageFile({ from, imported }: { from: string; imported: string }): string {
  return `src/${from}/package-${imported.replaceAll(/\W/g, '-')}.ts`;
}

const report = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string() })),
});

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'layout-'));
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const file of ['oxlint.config.ts', 'tsconfig.json', 'package.json', 'src/build/layout.ts']) {
    await cp(join(root, file), join(tree, file), { recursive: true });
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, file)), { recursive: true });
    await writeFile(join(tree, file), text);
  }
  const output = await new Promise<string>((resolve) => {
    const oxlint = join(root, 'node_modules/.bin/oxlint');
    execFile(oxlint, ['-f', 'json'], { cwd: tree, maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
  });
  const { diagnostics } = report.parse(JSON.parse(output));
  reported = new Set(diagnostics.map(({ filename, code }) => `${filename} ${code}`));
});

afterAll(() => rm(tree, { recursive: true }));

const IMPORT = 'eslint(no-restricted-imports)';

describe('the linter', () => {
  test.each(pairs.filter((pair) => !isAllowed(pair)))('refuses an import of $to in $from', ({ from, to }) => {
    expect(reported).toContain(`src/${from}/to-${to}.ts ${IMPORT}`);
    expect(reported).toContain(`src/${from}/nested/deep/to-${to}.ts ${IMPORT}`);
    expect(reported).toContain(`src/${from}/lazy-to-${to}.ts ${IMPORT}`);
  });

  test.each(pairs.filter((pair) => !isAllowedInFront(pair)))(
    'refuses an import of $to right in $from',
    ({ from, to }) => {
      expect(reported).toContain(`src/${from}/to-${to}.ts ${IMPORT}`);
    },
  );

  test.each(pairs.filter(isAllowedInFront))('lets $from import $to', ({ from, to }) => {
    expect(reported).not.toContain(`src/${from}/to-${to}.ts ${IMPORT}`);
  });

  test.each(pairs.filter(isAllowed))('lets what is deep in $from import $to', ({ from, to }) => {
    expect(reported).not.toContain(`src/${from}/nested/deep/to-${to}.ts ${IMPORT}`);
  });

  test('lets a folder import what is its own, though it is named like another', () => {
    expect(reported).not.toContain(`src/core/text/of-own-ledger.ts ${IMPORT}`);
  });

  test.each(packages.filter(({ allowed }) => !allowed))('refuses the package $imported in $from', (one) => {
    expect(reported).toContain(`${packageFile(one)} ${IMPORT}`);
  });

  test.each(packages.filter(({ allowed }) => allowed))('lets $from import the package $imported', (one) => {
    expect(reported).not.toContain(`${packageFile(one)} ${IMPORT}`);
  });

  test.each([
    ['a cycle of imports', 'src/core/cycle-a.ts import(no-cycle)'],
    ['a cycle of types', 'src/core/type-cycle-a.ts import(no-cycle)'],
    ['a clock in core', 'src/core/clock.ts eslint(no-restricted-properties)'],
    ['reading the environment anywhere but in an entry', 'src/github/environment.ts node(no-process-env)'],
    ['a promise that nobody waits for', 'src/app/floating.ts typescript(no-floating-promises)'],
    ['an `any`', 'src/app/any.ts typescript(no-explicit-any)'],
    ['printing to the console', 'src/boards/print.ts eslint(no-console)'],
  ])('refuses %s', (_, expected) => {
    expect(reported).toContain(expected);
  });

  test('lets the file that opens boards know their providers, and no other file beside it', () => {
    expect(reported).toContain(`src/boards/to-github.ts ${IMPORT}`);
    expect(reported).not.toContain(`src/boards/open-board.ts ${IMPORT}`);
  });

  test('refuses an import of the stand-in’s routes where its state is kept and changed', () => {
    expect(reported).toContain(`src/sandbox/state/to-rest.ts ${IMPORT}`);
    expect(reported).toContain(`src/sandbox/changes/deep/to-rest.ts ${IMPORT}`);
    expect(reported).not.toContain(`src/sandbox/graphql/to-rest.ts ${IMPORT}`);
  });

  test('lets an entry read the environment', () => {
    expect([...reported].filter((line) => line.startsWith('src/action/main.ts'))).toEqual([]);
  });
});
