import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that a program says it has; `undefined` if it is not installed. */
export function versionOf(program: string): string | undefined {
  try {
    return /\d+(\.\d+)+/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of a package that is installed here. */
export function installedVersion(name: string): string {
  const file = join(import.meta.dirname, '../../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** A folder of its own, where programs run with nothing of the machine's environment but its PATH. */
export interface Workshop extends AsyncDisposable {
  readonly folder: string;
  /** Runs a program and gives its output. Throws, with what it said, if it fails. */
  run(program: string, args: readonly string[], options?: { cwd?: string }): Promise<string>;
}

export async function openWorkshop(env: Record<string, string>): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'outsiders-'));
  return {
    folder,
    run: async (program, args, { cwd = folder } = {}) => {
      const surroundings = { PATH: process.env['PATH'], HOME: folder, ...env };
      const { stdout } = await run(program, args, { cwd, env: surroundings });
      return stdout;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A key and a certificate for this machine's own address, made by openssl in a folder. PEM. */
export function makeCertificate(folder: string): { key: string; cert: string; file: string } {
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=sandbox', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const options = [...curve, ...subject, '-keyout', key, '-out', file];
  execFileSync('openssl', ['req', '-x509', ...options], { stdio: 'ignore' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(file, 'utf8'), file };
}
