import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type NewRepository,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../../src/sandbox/index.ts';
import { PATIENT_ENVIRONMENT } from '../../patience.ts';

const PROGRAM = fileURLToPath(new URL('../../../dist/cli/interlock.js', import.meta.url));
export const ACTION = `interlock-dev/interlock@${'1'.repeat(40)}`;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** A person's clone of `acme/web`, with the built command line beside it. */
export interface CliWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  /** Top folder of the clone. */
  readonly checkout: string;
  interlock(
    args: readonly string[],
    options?: { env?: Record<string, string>; cwd?: string },
  ): Promise<Ended>;
  git(...args: readonly string[]): Promise<string>;
}

export async function arrangeCli(options: Partial<NewRepository> = {}): Promise<CliWorld> {
  const sandbox = await startSandbox();
  const repository = await sandbox.createRepository({ owner: 'acme', name: 'web', ...options });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'admin' } });
  const folder = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
  const checkout = join(folder, 'web');
  const host = new URL(sandbox.url).host;
  const surroundings = {
    ...PATIENT_ENVIRONMENT,
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = async (...args: readonly string[]): Promise<string> => {
    const credentials = Buffer.from(`mona:${token}`).toString('base64');
    const config = [
      '-c',
      `http.extraHeader=Authorization: Basic ${credentials}`,
      '-c',
      'user.name=Mona',
      '-c',
      'user.email=mona@example.com',
    ];
    const { stdout } = await promisify(execFile)('git', [...config, ...args], {
      cwd: checkout,
      env: surroundings,
    });
    return stdout.trim();
  };
  await promisify(execFile)('git', ['clone', '-q', `${sandbox.url}/acme/web.git`, checkout], {
    env: surroundings,
  });
  return {
    sandbox,
    repository,
    checkout,
    git,
    interlock: (args, { env = {}, cwd = checkout } = {}) =>
      run(args, cwd, { ...surroundings, GH_TOKEN: token, GH_HOST: host, ...env }),
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
      if (sandbox.defects.length > 0) throw new Error(sandbox.defects.join('\n'));
    },
  };
}

function run(args: readonly string[], cwd: string, env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, error }));
  });
}
