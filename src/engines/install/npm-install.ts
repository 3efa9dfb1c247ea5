import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const INSTALL_MS = 10 * 60_000;

/** How npm gets at a registry, by names of variables. Nothing else of the environment concerns it. */
const PASSED =
  /^(PATH|(HTTPS?|NO|ALL)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|NPM_CONFIG_(REGISTRY|CAFILE|USERCONFIG|.*PROXY|STRICT_SSL))$/i;

interface NpmInstall {
  /** `name@version`, exactly. */
  readonly spec: string;
  /** An empty folder. */
  readonly into: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Lays out one package by npm, which checks it against the registry's digest. Nothing of the package runs. Rejects with npm's words. */
export async function npmInstall({ spec, into, env, patience, signal }: NpmInstall): Promise<void> {
  const passed = Object.entries(env).filter(([name]) => PASSED.test(name));
  const args = ['install', '--prefix', into, '--no-save', '--no-package-lock', '--ignore-scripts'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel', 'error'];
  await promisify(execFile)('npm', [...args, ...quiet, '--force', spec], {
    cwd: into,
    env: {
      // What the team's npm is told of registries is in its file; a variable that is named in it is not passed on.
      ...(env['HOME'] === undefined ? {} : { NPM_CONFIG_USERCONFIG: join(env['HOME'], '.npmrc') }),
      ...Object.fromEntries(passed),
      HOME: into,
    },
    timeout: INSTALL_MS * patience,
    signal,
  });
}
