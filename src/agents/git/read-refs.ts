import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a repository that an engine left points to, read without git. All of it is data. */
export interface Refs {
  /** Folder of its objects; `undefined` if it has none that may be read. */
  readonly objects: string | undefined;
  /** The commit that is checked out. */
  readonly head: string | undefined;
  /** Branches, and worktrees, with their commits. */
  readonly tips: ReadonlyMap<string, string>;
  /** The last commit that was made, also if no branch leads to it any more. */
  readonly lastMade: string | undefined;
}

const OID = /^[0-9a-f]{40}$/;
const LARGEST = 4 << 20;
const MOST_REFS = 200;

export function readRefs(gitDir: string): Refs {
  const branches = readBranches(gitDir);
  const worktrees = list(join(gitDir, 'worktrees')).flatMap((name): [string, string][] => {
    const head = readHead(join(gitDir, 'worktrees', name), branches);
    return head === undefined ? [] : [[`worktree ${name}`, head]];
  });
  return {
    objects: objectsOf(gitDir),
    head: readHead(gitDir, branches),
    tips: new Map([...branches, ...worktrees].slice(0, MOST_REFS)),
    lastMade: lastMade(read(join(gitDir, 'logs', 'HEAD')) ?? ''),
  };
}

/** The commit that is checked out in a folder below a checkout: in a repository of its own, a worktree or a submodule. */
export function headOfFolder(folder: string, checkout: string): string | undefined {
  const gitFile = join(folder, '.git');
  if (isFolder(gitFile)) return readHead(gitFile, readBranches(gitFile));
  const [, named] = /^gitdir: (.+)$/m.exec(read(gitFile) ?? '') ?? [];
  const gitDir = named === undefined ? undefined : real(resolve(folder, named));
  const own = real(join(checkout, '.git'));
  if (gitDir === undefined || own === undefined || !gitDir.startsWith(`${own}/`)) return undefined;
  const isWorktree = gitDir.startsWith(`${own}/worktrees/`);
  return readHead(gitDir, readBranches(isWorktree ? own : gitDir));
}

function readBranches(gitDir: string): ReadonlyMap<string, string> {
  const prefix = 'refs/heads/';
  return new Map(
    [...packedRefs(gitDir), ...looseRefs(gitDir)].flatMap(([ref, oid]): [string, string][] =>
      ref.startsWith(prefix) ? [[ref.slice(prefix.length), oid]] : [],
    ),
  );
}

function readHead(folder: string, branches: ReadonlyMap<string, string>): string | undefined {
  const text = read(join(folder, 'HEAD'))?.trim() ?? '';
  const [, branch] = /^ref: refs\/heads\/(\S+)$/.exec(text) ?? [];
  if (branch !== undefined) return branches.get(branch);
  return OID.test(text) ? text : undefined;
}

/** One that borrows objects from elsewhere could name what the engine itself may not read. */
function objectsOf(gitDir: string): string | undefined {
  const objects = join(gitDir, 'objects');
  const isOwn = isFolder(gitDir) && isFolder(objects) && !/\n/.test(objects);
  return isOwn && kindOf(join(objects, 'info', 'alternates')) === undefined ? objects : undefined;
}

function packedRefs(gitDir: string): readonly [string, string][] {
  const lines = (read(join(gitDir, 'packed-refs')) ?? '').split('\n');
  return lines.flatMap((line): [string, string][] => {
    const [, oid, ref] = /^([0-9a-f]{40}) (refs\/\S+)$/.exec(line) ?? [];
    return oid && ref ? [[ref, oid]] : [];
  });
}

function looseRefs(gitDir: string): readonly [string, string][] {
  const found: [string, string][] = [];
  const folders = ['refs/heads'];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const name of list(join(gitDir, folder))) {
      const ref = `${folder}/${name}`;
      const file = join(gitDir, ref);
      if (isFolder(file)) folders.push(ref);
      const oid = read(file)?.trim() ?? '';
      if (OID.test(oid)) found.push([ref, oid]);
      if (found.length > MOST_REFS) return found;
    }
  }
  return found;
}

/** Each line is `<old> <new> <name> <<email>> <time> <zone>\t<what>`. */
function lastMade(log: string): string | undefined {
  const [, oid] = /^.*^[0-9a-f]{40} ([0-9a-f]{40}) [^\t\n]*\tcommit[^\n]*$/ms.exec(log) ?? [];
  return oid;
}

function read(file: string): string | undefined {
  const kind = kindOf(file);
  return kind?.isFile() && kind.size <= LARGEST ? readFileSync(file, 'utf8') : undefined;
}

function list(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}

function isFolder(path: string): boolean {
  return kindOf(path)?.isDirectory() === true;
}

/** Of what stands there itself, and not of what a link leads to. */
function kindOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
