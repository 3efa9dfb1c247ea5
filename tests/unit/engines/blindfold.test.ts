import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blindfoldFile } from '../../../src/engines/blindfold.ts';

let directory: string;
beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'blindfold-')));
  for (const folder of [
    'checkout/.secret',
    'checkout/.secret/inner',
    'checkout/.SECRET',
    'checkout/open',
    'home/.secret',
  ]) {
    mkdirSync(join(directory, folder), { recursive: true });
    writeFileSync(join(directory, folder, 'file'), 'content');
  }
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What a module that is loaded behind the blindfold prints. */
function seen(body: string): string {
  const { path, content } = blindfoldFile(join(directory, 'blindfold.cjs'), {
    names: ['.secret'],
    besides: join(directory, 'home'),
  });
  writeFileSync(path, content);
  const module = join(directory, 'program.mjs');
  writeFileSync(module, body);
  const args = ['--require', path, module];
  return execFileSync(process.execPath, args, { cwd: join(directory, 'checkout'), encoding: 'utf8' }).trim();
}

test.each([
  ['a function of the module', "import * as fs from 'node:fs'; console.log(fs.existsSync('.secret/file'))"],
  ['a name of its own', "import { existsSync } from 'fs'; console.log(existsSync('.secret/inner/file'))"],
  [
    'a file',
    "import fs from 'node:fs'; try { fs.readFileSync('.secret/file') } catch (e) { console.log(e.code === 'ENOENT' ? false : e) }",
  ],
  [
    'a promise',
    "import { readFile } from 'node:fs/promises'; console.log(await readFile('.secret/file').catch((e) => e.code !== 'ENOENT'))",
  ],
  ['a callback', "import fs from 'node:fs'; fs.stat('.secret', (e) => console.log(e?.code !== 'ENOENT'))"],
  [
    'an address',
    "import fs from 'node:fs'; console.log(fs.existsSync(new URL('checkout/.secret/file', import.meta.url)))",
  ],
  ['bytes', "import fs from 'node:fs'; console.log(fs.existsSync(Buffer.from('.secret/file')))"],
  ['another case', "import fs from 'node:fs'; console.log(fs.existsSync('.SECRET/file'))"],
  ['a detour', "import fs from 'node:fs'; console.log(fs.existsSync('open/../.secret/file'))"],
  [
    'what is made there',
    "import fs from 'node:fs'; try { fs.mkdirSync('.secret/new', { recursive: true }); console.log(true) } catch { console.log(false) }",
  ],
])('a program of Node does not find the name by %s', (_, body) => {
  expect(seen(body)).toBe('false');
});

test('everything else is as it was, and what the program starts sees all', () => {
  const body = `
    import fs from 'node:fs';
    import { readFile } from 'node:fs/promises';
    import { execFileSync } from 'node:child_process';
    import { promisify } from 'node:util';
    fs.writeFileSync('open/new', 'made');
    console.log(fs.readFileSync('open/new', 'utf8'), fs.readdirSync('open').join(), fs.realpathSync.native('open').length > 0,
      await promisify(fs.exists)('open'), await readFile('../home/.secret/file', 'utf8'),
      String(execFileSync('cat', ['.secret/file'])));`;
  expect(seen(body)).toBe('made file,new true true content content');
});
