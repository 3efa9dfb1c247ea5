import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cut } from '../../core/text/cut.ts';
import { digestOf } from './digest-of.ts';
import { type CliPackage, type EngineCli, isDriven } from './engine-cli.ts';
import { findOnPath } from './find-on-path.ts';
import { npmInstall } from './npm-install.ts';

export interface ProvideOptions {
  /** As configured; left out: any version on PATH that is driven, or else the pinned one. */
  readonly version?: string;
  /** By `platformOf`. */
  readonly platform: string;
  /** What is installed stays here for the next run: the runner's tool cache. */
  readonly toolCache: string;
  readonly temporary: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly patience: number;
  readonly signal: AbortSignal;
}

export type ProvidedCli =
  | { readonly kind: 'ready'; readonly program: string; readonly version: string; readonly how: How }
  | { readonly kind: 'missing'; readonly detail: string };

type How = 'found' | 'kept' | 'installed';

/** The program of an engine: as it is on PATH, as an earlier run installed it and nobody changed it, or installed now. */
export async function provideCli(cli: EngineCli, options: ProvideOptions): Promise<ProvidedCli> {
  const { env, temporary, patience } = options;
  const { command, pinned, below, packages } = cli;
  if (options.version !== undefined && !isDriven(cli, options.version)) {
    return missing(
      `${command} ${options.version} is not driven: name a version from ${pinned} on and below ${below}`,
    );
  }
  const found = await findOnPath(command, { path: env['PATH'] ?? '', temporary, patience });
  if (found?.version !== undefined && isWanted(cli, found.version, options.version)) {
    return { kind: 'ready', program: found.program, version: found.version, how: 'found' };
  }
  const cliPackage = packages[options.platform];
  if (!cliPackage) {
    const onPath = found ? `; on PATH is ${found.version ?? 'one that does not tell its version'}` : '';
    return missing(
      `${command} cannot be installed on ${options.platform}${onPath}: install ${pinned} in an earlier step`,
    );
  }
  const version = options.version ?? pinned;
  const place = new Place(join(options.toolCache, `interlock-${command}`, version, options.platform));
  const digest = version === pinned ? cliPackage.digest : undefined;
  const program = join(place.folder, cliPackage.program);
  if (await place.isIntact(digest)) return { kind: 'ready', program, version, how: 'kept' };
  try {
    await place.fill(cliPackage, version, options);
  } catch (error) {
    return missing(`${command} ${version} could not be installed: ${wordsOf(error)}`);
  }
  if (await place.isIntact(digest)) return { kind: 'ready', program, version, how: 'installed' };
  return missing(`${command} ${version} as the registry has it is not the program that was tested`);
}

function isWanted(cli: EngineCli, version: string, wanted: string | undefined): boolean {
  return wanted === undefined ? isDriven(cli, version) : version === wanted;
}

/** A package in the tool cache, with a file beside it that tells its digest. */
class Place {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  private get digestFile(): string {
    return `${this.folder}.sha256`;
  }

  /** @param known the digest that it must have; left out: the one that was taken down when it was installed. */
  async isIntact(known: string | undefined): Promise<boolean> {
    try {
      const recorded = known ?? (await readFile(this.digestFile, 'utf8')).trim();
      return (await digestOf(this.folder)) === recorded;
    } catch {
      return false;
    }
  }

  async fill(
    { name, tag, program }: CliPackage,
    version: string,
    { env, patience, signal }: ProvideOptions,
  ): Promise<void> {
    await mkdir(dirname(this.folder), { recursive: true });
    const staging = await mkdtemp(`${this.folder}-`);
    try {
      const spec = `${name}@${version}${tag === undefined ? '' : `-${tag}`}`;
      await npmInstall({ spec, into: staging, env, patience, signal });
      const unpacked = join(staging, 'node_modules', name);
      await access(join(unpacked, program));
      // Some packages leave it to their launcher to make it one.
      await chmod(join(unpacked, program), 0o755);
      const digest = await digestOf(unpacked);
      await rm(this.folder, { recursive: true, force: true });
      await rename(unpacked, this.folder);
      await writeFile(this.digestFile, `${digest}\n`);
    } finally {
      await rm(staging, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

function missing(detail: string): ProvidedCli {
  return { kind: 'missing', detail };
}

function wordsOf(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message?: string };
  return cut(stderr?.trim() || message || String(error), 2000);
}
