import { spawn } from 'node:child_process';

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/**
 * What a git process of the sandbox may see of its surroundings: nothing of the user's, so that oids depend on
 * the arguments alone.
 */
export function gitEnvironment(path: string | undefined): Record<string, string> {
  return {
    PATH: path ?? '/usr/bin:/bin',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}

export interface GitCommand {
  gitDir: string;
  args: readonly string[];
  input?: string | Uint8Array;
  environment?: Record<string, string>;
}

/** Runs git and hands back whatever came of it; only a git that cannot be started throws. */
export function tryGit({ gitDir, args, input, environment }: GitCommand): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', gitDir, ...args], {
      env: { ...gitEnvironment(process.env['PATH']), ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // git may end before it has read its input; its exit code says why.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code: code ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString().trim() }),
    );
    child.stdin.end(input);
  });
}

/** Runs git where a failure would be a bug of the sandbox. */
export async function runGit(command: GitCommand): Promise<Buffer> {
  const { code, stdout, stderr } = await tryGit(command);
  if (code !== 0) throw new Error(`git ${command.args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}
