import { existsSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type RunFolders, writableFolders } from './wall.ts';

/** What a program behind a wall sees of the system, which is read-only all in all. Paths are canonical. */
export interface View {
  /** Empty folders there. */
  readonly hide: readonly string[];
  /** Sockets and such, which read-only does not close. */
  readonly cover: readonly string[];
  /** Read-only, also below what is hidden. */
  readonly show: readonly string[];
  readonly write: readonly string[];
}

export type ViewComposed =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'impossible'; readonly detail: string };

interface ViewOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folders: RunFolders;
  /** Programs and folders that the engine needs, wherever they are. */
  readonly show: readonly string[];
  /** Path of the Node that runs us: a runner brings its own. */
  readonly node: string;
}

const ALWAYS_HIDDEN = ['/home', '/root', '/run', '/tmp', '/var/tmp'];
/** To hide one of these, or a folder around it, would hide the system itself. */
const SYSTEM = ['/bin', '/dev', '/etc', '/lib', '/opt', '/proc', '/sbin', '/sys', '/usr', '/var/lib'];
/** Files of the runner, which are commands to it or tell of the job. */
const RUNNER_FILES = ['ENV', 'OUTPUT', 'PATH', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'];

export async function composeView(options: ViewOptions): Promise<ViewComposed> {
  const { env, folders } = options;
  const write = await Promise.all(writableFolders(folders).map(canonicalFolder));
  const shown = [env['RUNNER_TOOL_CACHE'], '/etc/resolv.conf', folders.given, options.node, ...options.show];
  const show = await canonical(shown);
  const hide = await canonical([...ALWAYS_HIDDEN, ...runnerFolders(options), homedir(), registeredHome()]);
  const system = hide.find((folder) => SYSTEM.some((one) => isWithin(one, folder)));
  if (system !== undefined) {
    return { kind: 'impossible', detail: `${system} would have to be hidden, and holds the system` };
  }
  const closed = await closedFolders([...write, ...show], hide);
  const hidden = outermost([...hide, ...closed]);
  const sockets = await canonical(await readSockets());
  const cover = sockets.filter((path) => ![...hidden, ...write].some((folder) => isWithin(path, folder)));
  return { kind: 'view', view: { hide: hidden, cover, show, write } };
}

function runnerFolders({ env, node }: ViewOptions): readonly (string | undefined)[] {
  const { RUNNER_TEMP: temporary, RUNNER_WORKSPACE, GITHUB_WORKSPACE, HOME } = env;
  const parent = temporary === undefined ? undefined : dirname(temporary);
  const isSystem = parent === undefined || SYSTEM.some((one) => isWithin(one, parent));
  const commands = RUNNER_FILES.flatMap((name) => {
    const file = env[`GITHUB_${name}`];
    return file ? [dirname(file)] : [];
  });
  // The runner's own folder, with what it is registered by.
  const [, runner] = /^(.+)\/externals\/[^/]+\/bin\/node$/.exec(node) ?? [];
  return [isSystem ? temporary : parent, RUNNER_WORKSPACE, GITHUB_WORKSPACE, HOME, runner, ...commands];
}

/** It may differ from what the environment says. A user without an entry has none. */
function registeredHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

/** What another user could not go through on the way to these paths, where nothing is hidden anyway. */
async function closedFolders(paths: readonly string[], hide: readonly string[]): Promise<readonly string[]> {
  const closed: string[] = [];
  for (const path of paths) {
    for (const folder of foldersAround(path)) {
      if (hide.includes(folder)) break;
      const { mode } = await stat(folder);
      if ((mode & 0o001) !== 0) continue;
      closed.push(folder);
      break;
    }
  }
  return closed;
}

/** From the outermost on, without the root. */
function foldersAround(path: string): readonly string[] {
  const names = path.split('/').slice(1, -1);
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
}

function outermost(folders: readonly string[]): readonly string[] {
  const once = [...new Set(folders)];
  return once.filter((folder) => !once.some((other) => other !== folder && isWithin(folder, other)));
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** Of a folder that may still have to be made. */
async function canonicalFolder(path: string): Promise<string> {
  return join(await realpath(dirname(path)), basename(path));
}

/** Those that are there, without links on their way. */
async function canonical(paths: readonly (string | undefined)[]): Promise<readonly string[]> {
  const given = paths.filter((path): path is string => path !== undefined && path !== '');
  const found = await Promise.all(given.map((path) => realpath(path).catch(() => undefined)));
  return [...new Set(found.filter((path) => path !== undefined))];
}

/** Sockets that somebody listens on. What has only an abstract name lies in no folder. */
async function readSockets(): Promise<readonly string[]> {
  const listing = await readFile('/proc/net/unix', 'utf8').catch(() => '');
  return listing.split('\n').flatMap((line) => {
    const [, path] = /^(?:\S+ +){7}(\/.*)$/.exec(line) ?? [];
    return path === undefined ? [] : [join(path)];
  });
}

/** As the scripts of the walls take it. What is not there any more needs nothing. */
export function viewArguments({ hide, cover, show, write }: View): readonly string[] {
  const lists = { '--hide': hide, '--cover': cover, '--show': show, '--write': write };
  return Object.entries(lists).flatMap(([name, paths]) =>
    paths.filter((path) => existsSync(path)).flatMap((path) => [name, path]),
  );
}
