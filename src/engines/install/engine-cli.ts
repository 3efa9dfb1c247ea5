/** The command-line program of an engine: where to get it, and which versions are driven. */
export interface EngineCli {
  /** Its name on PATH. */
  readonly command: string;
  /** The version that the engine's suite runs, and that is installed unless the configuration names another. */
  readonly pinned: string;
  /** First version that is not driven. The first that is driven is the pinned one. */
  readonly below: string;
  /** The packages that hold the program itself, by `platformOf`. They have no install scripts. */
  readonly packages: Readonly<Record<string, CliPackage>>;
}

export interface CliPackage {
  /** Of npm. */
  readonly name: string;
  /** Follows the version, where one package has all platforms. */
  readonly tag?: string;
  /** Path in the package. */
  readonly program: string;
  /** `digestOf` the package at the pinned version. Where there is none, the digest of the first install is kept. */
  readonly digest?: string;
}

/** For example `linux-x64`, or `linux-x64-musl` where the C library is not glibc. */
export function platformOf(process: Pick<NodeJS.Process, 'platform' | 'arch' | 'report'>): string {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux') return platform;
  const { header } = process.report.getReport() as {
    readonly header: { readonly glibcVersionRuntime?: string };
  };
  return header.glibcVersionRuntime === undefined ? `${platform}-musl` : platform;
}

const VERSION = /(\d+)\.(\d+)\.(\d+)/;

/** The version in what a program prints when it is asked for it. */
export function versionIn(text: string): string | undefined {
  return VERSION.exec(text)?.[0];
}

export function isDriven({ pinned, below }: Pick<EngineCli, 'pinned' | 'below'>, version: string): boolean {
  return compareVersions(version, pinned) >= 0 && compareVersions(version, below) < 0;
}

function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => (VERSION.exec(version) ?? []).slice(1).map(Number));
  for (const [index, part] of (a ?? []).entries()) {
    const difference = part - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
