import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The one gate. Dependency rules are part of `lint`. Every step runs, whatever the ones before it found. */
const steps = [
  { name: 'format', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'names', command: ['node', 'src/build/check-names.ts'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'generated', command: ['node', 'src/build/generate.ts', '--check'] },
  { name: 'dist', command: ['node', 'src/build/build.ts', '--check'] },
  { name: 'test', command: ['vitest', 'run'] },
] as const;

const { values } = parseArgs({ options: { without: { type: 'string', multiple: true, default: [] } } });
const names: readonly string[] = steps.map(({ name }) => name);
const unknown = values.without.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; the steps are ${names.join(', ')}`);
  process.exit(2);
}

let failed = 0;
const chosen = steps.filter(({ name }) => !values.without.includes(name));
for (const { name, command } of chosen) {
  const started = performance.now();
  const passed = await succeeds(command);
  if (!passed) failed += 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(10)} ${seconds.padStart(6)} s`);
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Shows a step's output only if it failed. The tests show their progress. */
async function succeeds([program, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  const root = join(import.meta.dirname, '../..');
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  const child = spawn(program, args, { cwd: root, env: { ...process.env, PATH: path } });
  const output: Buffer[] = [];
  const live = program === 'vitest';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (live ? process.stdout.write(chunk) : output.push(chunk)));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) process.stdout.write(Buffer.concat(output));
  return code === 0;
}
