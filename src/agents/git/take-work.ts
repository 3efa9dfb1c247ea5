import { lstatSync, readFileSync } from 'node:fs';
import type { CommitIdentity } from '../../core/identity.ts';
import { type BytePath, join, toBytes } from './byte-path.ts';
import { EngineCommits, type LeftWork } from './engine-commits.ts';
import { GitError } from './git-error.ts';
import { PushRepository } from './push-repository.ts';
import { type CheckoutReading, readCheckout } from './read-checkout.ts';
import type { SourceRepository } from './source-repository.ts';
import type { TreeEntry, Untouched } from './untouched.ts';

/** What an engine left. */
export type TakenWork =
  /** The files of its checkout are different: `commit` has what they show. */
  | ({ readonly kind: 'commit'; readonly commit: string; readonly repository: PushRepository } & LeftOut)
  /** They are not, but it made commits elsewhere. `kept` has what those show, if one commit can hold it. */
  | ({
      readonly kind: 'elsewhere';
      readonly kept: string | undefined;
      readonly repository: PushRepository;
    } & LeftOut)
  | { readonly kind: 'nothing' }
  /** Files whose content is not what would belong into a commit. */
  | { readonly kind: 'filtered'; readonly files: readonly FilteredFile[] };

export interface LeftOut {
  readonly left: readonly LeftWork[];
  /** Committed by the engine although `.gitignore` leaves them out. */
  readonly ignored: readonly BytePath[];
  /** What the engine committed could not be read. */
  readonly isUnreadable: boolean;
}

export interface FilteredFile {
  readonly path: BytePath;
  readonly filter: string;
}

interface WorkOptions {
  readonly source: SourceRepository;
  /** Directory of ours, for what is made now. */
  readonly parent: string;
  readonly checkout: string;
  readonly untouched: Untouched;
  readonly message: string;
  readonly identity: CommitIdentity;
}

/**
 * Turns a checkout that an engine wrote into a commit on the one that it was given. It is called when the engine has ended.
 * No git runs on the checkout, and none that runs from here on reads a configuration that an engine could have written.
 */
export async function takeWork(options: WorkOptions): Promise<TakenWork> {
  const { source, parent, checkout, untouched } = options;
  const { start } = untouched;
  const { url, token, mask, patience, signal } = source.options;
  const repository = await PushRepository.create({
    url,
    token,
    mask,
    patience,
    git: source.git,
    parent,
    objects: [source.objects],
  });
  const reading = await readCheckout({
    directory: checkout,
    untouched,
    scrubbed: repository.scrubbed,
    signal,
  });
  const files = await filteredFiles(repository, reading.changed);
  if (files.length > 0) return { kind: 'filtered', files };

  const commits = await EngineCommits.open({
    git: source.git,
    parent: repository.directory,
    checkout,
    start,
    source: { objects: source.objects, commits: source.heads },
    nested: reading.nested,
    submodules: submodulesOf(untouched),
  });
  const tree = await repository.treeOfFiles(start, reading);
  if (await isUnchanged(repository, { tree, start, commits }))
    return takeElsewhere(options, repository, commits);
  const leftOut = await readLeftOut(commits, options, reading);
  const { message, identity } = options;
  const commit = await repository.commit(tree, { parent: start, message, identity });
  return { kind: 'commit', commit, repository, ...leftOut };
}

/** Also if the engine only went back to another commit of the server's: its files then undo what it never touched. */
async function isUnchanged(
  repository: PushRepository,
  { tree, start, commits }: { tree: string; start: string; commits: EngineCommits },
): Promise<boolean> {
  if (tree === (await repository.treeOf(start))) return true;
  const { head } = commits;
  return (
    head !== undefined &&
    head !== start &&
    commits.isServers(head) &&
    tree === (await repository.treeOf(head))
  );
}

async function takeElsewhere(
  { untouched: { start }, message, identity }: WorkOptions,
  repository: PushRepository,
  commits: EngineCommits,
): Promise<TakenWork> {
  const read = await orUnreadable(async () => {
    const left: LeftWork[] = [];
    for (const one of await commits.left(undefined)) {
      // What was committed and taken back again is nothing that is lost.
      const { where, tip, descends } = one;
      const isEmpty =
        where.kind === 'branch' && descends && tip !== undefined && (await commits.changesOf(tip)).size === 0;
      if (!isEmpty) left.push(one);
    }
    return { left, kept: await keep(left, { start, repository, commits }) };
  });
  const { left = [], kept: tree } = read ?? {};
  if (left.length === 0 && read) return { kind: 'nothing' };
  const kept = tree && (await repository.commit(tree, { parent: start, message, identity }));
  return { kind: 'elsewhere', kept, repository, left, ignored: [], isUnreadable: !read };
}

const MOST_ENTRIES = 5000;

/**
 * One tree with all that was left, if that is no guess: the work on one branch, and the files of repositories that have
 * nothing to do with the checkout, below their folders. Nothing of mode 160000: the commit that it names would be nowhere.
 */
async function keep(
  left: readonly LeftWork[],
  { start, repository, commits }: { start: string; repository: PushRepository; commits: EngineCommits },
): Promise<string | undefined> {
  const entries = new Map<BytePath, TreeEntry>();
  let branches = 0;
  for (const { where, tip, descends } of left) {
    if (tip === undefined || where.kind === 'submodule' || (where.kind === 'branch' && !descends)) continue;
    if (descends) branches += 1;
    const files = await (descends ? commits.changesOf(tip) : commits.filesOf(tip));
    const folder = !descends && where.kind === 'folder' ? where.path : '';
    for (const [path, entry] of files) if (entry.mode !== '160000') entries.set(join(folder, path), entry);
  }
  if (branches > 1 || entries.size === 0 || entries.size > MOST_ENTRIES) return undefined;
  const oids = [...entries.values()].flatMap(({ mode, oid }) => (mode === '0' ? [] : [oid]));
  if (oids.length > 0) await repository.takeOver(await commits.pack(oids));
  return repository.treeOfEntries(start, entries);
}

async function readLeftOut(
  commits: EngineCommits,
  { checkout, untouched }: WorkOptions,
  { changed, nested }: CheckoutReading,
): Promise<LeftOut> {
  const { head } = commits;
  const read = await orUnreadable(async () => {
    const left = await commits.left(head);
    const isEngines = head !== undefined && head !== untouched.start && !commits.isServers(head);
    const committed = isEngines ? [...(await commits.changesOf(head))] : [];
    const taken = new Set(changed);
    const ignored = committed.flatMap(([path, { mode }]) => {
      const isTaken = taken.has(path) || untouched.entries.has(path) || mode === '0' || mode === '160000';
      const isNested = nested.some((folder) => path.startsWith(`${folder}/`));
      return isTaken || isNested || !exists(checkout, path) ? [] : [path];
    });
    return { left, ignored };
  });
  return read ? { ...read, isUnreadable: false } : { left: [], ignored: [], isUnreadable: true };
}

/** An engine may leave a repository that nobody can read. That is no reason to lose what its files show. */
async function orUnreadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Filters without which a file's content does not belong into a commit: it would be too large, or in clear text. */
const NEEDED = /^(?:lfs|annex|crypt|git-crypt.*|transcrypt.*)$/;
const POINTER = 'version https://git-lfs.github.com/spec/v1\n';

async function filteredFiles(
  { scrubbed }: PushRepository,
  changed: readonly BytePath[],
): Promise<readonly FilteredFile[]> {
  const filters = [...(await scrubbed.filters(changed))].map(([path, filter]) => ({ path, filter }));
  return filters.filter(({ path, filter }) => {
    if (!NEEDED.test(filter)) return false;
    const file = scrubbed.absolute(path);
    const { size } = lstatSync(file);
    if (filter !== 'lfs' || size > 1024) return true;
    return size > 0 && !readFileSync(file, 'latin1').startsWith(POINTER);
  });
}

function submodulesOf({ entries }: Untouched): ReadonlyMap<BytePath, string> {
  return new Map(
    [...entries].flatMap(([path, { mode, oid }]): [BytePath, string][] =>
      mode === '160000' ? [[path, oid]] : [],
    ),
  );
}

function exists(checkout: string, path: BytePath): boolean {
  const file = Buffer.concat([Buffer.from(`${checkout}/`), toBytes(path)]);
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
