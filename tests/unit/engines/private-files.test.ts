import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withPrivateFiles } from '../../../src/engines/private-files.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'private-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a program finds files that only its user can read, and its own input behind them', () => {
  const [one, other] = [join(directory, 'a b/one.json'), join(directory, 'other')];
  const { argv, stdin } = withPrivateFiles(
    { argv: ['cat', '-'], cwd: directory, env: {}, stdin: 'the prompt, ümlaut' },
    [
      { path: one, content: '{"ü": "1"}' },
      { path: other, content: '' },
    ],
  );
  const [program, ...args] = argv;
  expect(execFileSync(program, args, { input: stdin, encoding: 'utf8' })).toBe('the prompt, ümlaut');
  expect(readFileSync(one, 'utf8')).toBe('{"ü": "1"}');
  expect(readFileSync(other, 'utf8')).toBe('');
  expect([one, other, join(directory, 'a b')].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o600, 0o600, 0o700,
  ]);
});

test('a program finds variables in its environment, and its own input behind them', () => {
  const script = 'printf "%s " "$KEY" "$OTHER"; cat';
  const { argv, stdin } = withPrivateFiles(
    { argv: ['bash', '-c', script], cwd: directory, env: {}, stdin: 'the prompt' },
    [],
    { KEY: '$(echo x) "ü"', OTHER: '' },
  );
  const [program, ...args] = argv;
  expect(execFileSync(program, args, { input: stdin, encoding: 'utf8' })).toBe('$(echo x) "ü"  the prompt');
});

test('no content of a file or a variable is an argument', () => {
  const spec = { argv: ['true'], cwd: '/', env: {} } as const;
  const { argv, env } = withPrivateFiles(spec, [{ path: '/x', content: 'secret' }], { KEY: 'secret' });
  expect(JSON.stringify([argv, env])).not.toContain('secret');
});
