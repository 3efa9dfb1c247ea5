import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repeatedNames } from './repeated-names.ts';

/** The gate's step `names`: one exported name, one meaning. */
const root = join(import.meta.dirname, '../..');
const files = globSync('src/**/*.ts', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));
const repeated = repeatedNames(files);
for (const { name, paths } of repeated) {
  console.error(`${name} is exported by ${paths.join(' and by ')}: say in the name whose it is`);
}
process.exitCode = repeated.length > 0 ? 1 : 0;
