import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import type { Environment } from '../run/surroundings.ts';
import { GitError } from './git-error.ts';

export interface GitCall {
  /** Completes "Could not ...", for the error. */
  readonly doing: string;
  readonly args: readonly string[];
  /** The repository; left out where the command makes one. */
  readonly gitDir?: string;
  readonly index?: string;
  /** Also the directory in which git runs. */
  readonly workTree?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Reaches git through its environment, so that it is neither on the disk nor in `argv`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
}

export interface GitAnswer {
  readonly succeeded: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface GitOptions {
  readonly env: Environment;
  /** Address of the repository on the server. */
  readonly url: string;
  readonly signal: AbortSignal;
}

/** From our environment, only how to reach the server. */
const PASSED = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
] as const;

/** What is read of the machine's own configuration: also only how to reach the server. */
const MACHINE_SETTINGS = '^http\\.(proxy|sslcainfo|sslcapath|sslbackend)$';

const FIXED_CONFIG = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.untrackedCache': 'false',
  'core.attributesFile': '/dev/null',
  'core.excludesFile': '/dev/null',
  'core.autocrlf': 'false',
  'core.safecrlf': 'false',
  'core.fileMode': 'true',
  'core.symlinks': 'true',
  'core.ignoreCase': 'false',
  'core.precomposeUnicode': 'false',
  'core.protectHFS': 'true',
  'core.protectNTFS': 'true',
  'core.quotePath': 'false',
  'credential.helper': '',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'push.recurseSubmodules': 'no',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'protocol.allow': 'never',
} as const;

/**
 * Runs git, which reads nobody's settings: no hooks, no helpers, no other transport than the server's own. An engine of
 * the same user could have written any of them.
 */
export class Git {
  readonly #program: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #options: GitOptions;
  #config: Readonly<Record<string, string>>;

  /** Looks for the program at once, before an engine could put another one in its way. */
  constructor(options: GitOptions, program = locateGit(options.env['PATH'] ?? '')) {
    const { url, env } = options;
    this.#options = options;
    this.#program = program;
    const passed = PASSED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
    this.#env = {
      ...Object.fromEntries(passed),
      // Git finds its own parts by itself.
      PATH: [dirname(this.#program), '/usr/bin', '/bin'].join(':'),
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_LFS_SKIP_SMUDGE: '1',
      GIT_OPTIONAL_LOCKS: '0',
    };
    this.#config = { ...FIXED_CONFIG, [`protocol.${new URL(url).protocol.slice(0, -1)}.allow`]: 'always' };
  }

  /** The same program with the same settings, ended by another signal. */
  withSignal(signal: AbortSignal): Git {
    const same = new Git({ ...this.#options, signal }, this.#program);
    same.#config = this.#config;
    return same;
  }

  /** To be called before the engine starts: afterwards the machine's configuration is not read any more. */
  async readMachineSettings(): Promise<void> {
    const args = ['config', '--system', '--null', '--get-regexp', MACHINE_SETTINGS];
    const { stdout } = await this.#spawn({ doing: 'read the configuration', args }, this.#environment({}));
    const lines = stdout.toString().split('\0').filter(Boolean);
    const settings = lines.map((line) => line.split(/\n([^]*)/, 2) as [string, string]);
    this.#config = { ...Object.fromEntries(settings), ...this.#config };
  }

  /** What it printed, trimmed; throws a `GitError` if it did not succeed. */
  async text(call: GitCall): Promise<string> {
    return (await this.bytes(call)).toString().trim();
  }

  async bytes(call: GitCall): Promise<Buffer> {
    const { succeeded, stdout, stderr } = await this.attempt(call);
    if (!succeeded) throw new GitError(call.doing, stderr);
    return stdout;
  }

  attempt(call: GitCall): Promise<GitAnswer> {
    return this.#spawn(call, { ...this.#environment(call), GIT_CONFIG_NOSYSTEM: '1' });
  }

  async #spawn({ doing, args, input, workTree }: GitCall, env: Record<string, string>): Promise<GitAnswer> {
    const child = spawn(this.#program, args, {
      env,
      signal: this.#options.signal,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(workTree !== undefined && { cwd: workTree }),
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    try {
      const [stdout, stderr, [code]] = await Promise.all([
        buffer(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { succeeded: code === 0, stdout, stderr };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      throw new GitError(doing, error instanceof Error ? error.message : String(error), error);
    }
  }

  #environment({ gitDir, index, workTree, env, config }: Partial<GitCall>): Record<string, string> {
    const entries = Object.entries({ ...this.#config, ...config });
    return {
      ...this.#env,
      ...env,
      ...(gitDir !== undefined && { GIT_DIR: gitDir }),
      ...(index !== undefined && { GIT_INDEX_FILE: index }),
      ...(workTree !== undefined && { GIT_WORK_TREE: workTree }),
      GIT_CONFIG_COUNT: String(entries.length),
      ...Object.fromEntries(
        entries.flatMap(([key, value], at) => [
          [`GIT_CONFIG_KEY_${at}`, key],
          [`GIT_CONFIG_VALUE_${at}`, value],
        ]),
      ),
    };
  }
}

/** The first one on the PATH; the bare name where there is none, so that the error is the system's own. */
export function locateGit(path: string): string {
  const candidates = path
    .split(':')
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, 'git'));
  return candidates.find(isExecutable) ?? 'git';
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A connection that has gone quiet, less than a byte a second, ends the command after this time. */
const QUIET_SECONDS = 60;

/** For commands that talk to a server. */
export function quietLimit(patience: number): Readonly<Record<string, string>> {
  const seconds = Math.ceil(QUIET_SECONDS * patience);
  return { 'http.lowSpeedLimit': '1', 'http.lowSpeedTime': String(seconds) };
}
