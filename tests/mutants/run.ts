import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run mutants`: takes rules out of the source one at a time, and names those that no test misses. Stryker has a folder
 * of its own, so that `npm ci` need not install it.
 */
const ROOT = join(import.meta.dirname, '../..');
const STRYKER = join(import.meta.dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** Sentences are left out: what they say is read by people, and asserted where it matters. */
const ALL = ['src/core/**/*.ts', '!src/core/text/**'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'boolean', default: false } },
});
const missing = positionals.filter((path) => !existsSync(join(ROOT, path)));
if (missing.length > 0) {
  console.error(`There is no ${missing.join(', ')}. Name files or folders below src/core.`);
  process.exit(2);
}
const chosen = positionals.map((path) =>
  statSync(join(ROOT, path)).isDirectory() ? `${path.replace(/\/$/, '')}/**/*.ts` : path,
);

if (!existsSync(STRYKER))
  await run('npm', ['ci', '--prefix', import.meta.dirname, '--no-audit', '--no-fund']);
const config = join(import.meta.dirname, 'stryker.config.json');
const mutate = (chosen.length > 0 ? chosen : ALL).join(',');
process.exitCode = await run(process.execPath, [STRYKER, 'run', config, '--mutate', mutate]);

function run(program: string, args: readonly string[]): Promise<number> {
  const env = { ...process.env, ...(values.model && { INTERLOCK_MUTANTS_MODEL: 'true' }) };
  const child = spawn('nice', [program, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
