import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Environment } from '../surroundings.ts';
import { GitError } from './git-error.ts';

export interface GitCall {
  /** Completes "Could not ...", for the error. */
  readonly doing: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly signal: AbortSignal;
}

export interface GitAnswer {
  readonly succeeded: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git and gives what it printed, trimmed; throws a `GitError` if it did not succeed. */
export async function git(call: GitCall): Promise<string> {
  const { succeeded, stdout, stderr } = await tryGit(call);
  if (!succeeded) throw new GitError(call.doing, stderr);
  return stdout.trim();
}

export async function tryGit({ doing, args, env, input, signal }: GitCall): Promise<GitAnswer> {
  const child = spawn('git', args, { env, signal, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  try {
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { succeeded: code === 0, stdout, stderr };
  } catch (error) {
    signal.throwIfAborted();
    throw new GitError(doing, error instanceof Error ? error.message : String(error), error);
  }
}

/** From our environment, only how to reach the server. */
const PASSED = [
  'PATH',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'GIT_SSL_CAINFO',
] as const;

/**
 * What our own git gets. Nobody's personal settings, no hooks and no credential helper: the engine, of the same user,
 * could have written them. `config` reaches git through its environment, so that it is neither on disk nor in `argv`.
 */
export function gitEnvironment(
  env: Environment,
  config: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...FIXED_CONFIG, ...config });
  return {
    ...Object.fromEntries(
      PASSED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
    ),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
}

const FIXED_CONFIG = {
  'core.hooksPath': '/dev/null',
  'credential.helper': '',
} as const;

/** A connection that has gone quiet, less than a byte a second, ends the command after this time. */
export const QUIET_SECONDS = 60;

/** For commands that talk to a server. */
export function patience(quietSeconds: number): Readonly<Record<string, string>> {
  return { 'http.lowSpeedLimit': '1', 'http.lowSpeedTime': String(quietSeconds) };
}
