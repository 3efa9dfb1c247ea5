import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../src/cli/program.ts';
import { CHECKS } from '../../../src/doctor/finding.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

async function interlock(...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runCommandLine(
    args,
    {
      env: {},
      cwd: ROOT,
      programRoot: ROOT,
      out: (text) => (out += text),
      colour: false,
      now: new Date(0),
      newId: () => 'id',
    },
    (text) => (error += text),
  );
  return { code, out, error };
}

describe('the command line', () => {
  test.each(['--version', '-V'])('prints the version of the package for %s', async (option) => {
    const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { version: string };
    expect(await interlock(option)).toEqual({ code: 0, out: `interlock ${version}\n`, error: '' });
  });

  test('explains itself when it is given nothing, as it does for --help', async () => {
    const help = await interlock('--help');
    expect(help.out).toContain('Usage: interlock');
    expect(help.out).toContain('--version');
    expect(await interlock()).toEqual(help);
    expect(help).toMatchObject({ code: 0, error: '' });
  });

  test('refuses a command that it does not have', async () => {
    expect(await interlock('initialise')).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining("unknown command 'initialise'"),
    });
  });

  test("lists the doctor's checks, which --without takes", async () => {
    const { out } = await interlock('doctor', '--help');
    const [, listed = ''] = /^Checks, for --without: (.*)\.$/m.exec(out) ?? [];
    expect(listed.split(', ')).toEqual([...CHECKS]);
  });
});
