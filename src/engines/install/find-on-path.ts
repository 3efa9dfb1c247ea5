import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, realpath, rm } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { versionIn } from './engine-cli.ts';

const VERSION_MS = 30_000;

interface Search {
  readonly path: string;
  /** Where a home for the time of the question is made. */
  readonly temporary: string;
  readonly patience: number;
}

export interface FoundProgram {
  readonly program: string;
  /** `undefined`: it did not say. */
  readonly version: string | undefined;
}

/** The first program of this name on PATH, and its version as it says. Relative folders of PATH are left out. */
export async function findOnPath(command: string, search: Search): Promise<FoundProgram | undefined> {
  for (const folder of search.path.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, command);
    const isThere = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return { program: await realpath(program), version: await askVersion(program, search) };
  }
  return undefined;
}

async function askVersion(
  program: string,
  { path, temporary, patience }: Search,
): Promise<string | undefined> {
  const home = await mkdtemp(join(temporary, 'interlock-version-'));
  try {
    const env = { PATH: path, HOME: home };
    const timeout = VERSION_MS * patience;
    const { stdout } = await promisify(execFile)(program, ['--version'], { cwd: home, env, timeout });
    return versionIn(stdout);
  } catch {
    return undefined;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
