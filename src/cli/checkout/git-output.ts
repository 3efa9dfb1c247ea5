import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitMissing } from '../../core/text/checkout.ts';
import { CliRefusal } from '../command-context.ts';

const run = promisify(execFile);

interface GitOptions {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a git command prints, trimmed; `undefined` if it fails. */
export async function gitOutput(
  args: readonly string[],
  { directory, env }: GitOptions,
): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', directory, ...args], { env: { ...env } });
    return stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new CliRefusal(gitMissing, { cause: error });
    return undefined;
  }
}
