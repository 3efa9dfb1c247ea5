import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommitFiles, writeCommit } from './commit-files.ts';
import { CommitGraph } from './commit-graph.ts';
import { type ChangedPaths, comparePaths } from './compare-paths.ts';
import { createCommit, type NewCommit } from './create-commit.ts';
import { type ChangedFile, type CommitRecord, listHistory } from './history.ts';
import { type GitObject, parseTree, typeOfMode } from './loose-objects.ts';
import { ObjectDatabase } from './object-database.ts';
import { postReceiveHook } from './push-report.ts';
import { type RefChange, RefStore } from './ref-store.ts';
import type { Signature } from './signature.ts';

export interface TreeEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  oid: string;
  /** Bytes; blobs only. */
  size?: number;
}

export interface Merge {
  /** The branch that receives the merge. */
  base: string;
  /** The commit, branch or tag that is merged. */
  head: string;
  message: string;
  author: Signature;
  method?: 'merge' | 'squash';
}

/**
 * A real bare repository. Wherever a `ref` is taken it may be a branch, a tag, a full ref name or an oid.
 * Reads of what does not exist are undefined; everything else that git refuses throws.
 */
export class GitRepository {
  readonly gitDir: string;
  readonly #objects: ObjectDatabase;
  readonly #refs: RefStore;
  readonly #graph: CommitGraph;

  constructor(gitDir: string) {
    this.gitDir = gitDir;
    this.#objects = new ObjectDatabase(gitDir);
    this.#refs = new RefStore(gitDir, this.#objects);
    this.#graph = new CommitGraph(gitDir, this.#objects);
  }

  /** Lays out an empty repository by hand (gitrepository-layout(5)): it costs no process. */
  static async create(gitDir: string, defaultBranch = 'main'): Promise<GitRepository> {
    for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags', 'hooks']) {
      await mkdir(join(gitDir, folder), { recursive: true });
    }
    await writeFile(join(gitDir, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`);
    await writeFile(join(gitDir, 'config'), bareConfig);
    await writeFile(join(gitDir, 'hooks', 'post-receive'), postReceiveHook, { mode: 0o755 });
    return new GitRepository(gitDir);
  }

  resolve(ref: string): Promise<string | undefined> {
    return this.#refs.resolve(ref);
  }

  head(branch: string): Promise<string | undefined> {
    return this.#refs.head(branch);
  }

  branches(): Promise<Record<string, string>> {
    return this.#refs.branches();
  }

  createRef(ref: string, oid: string): Promise<RefChange> {
    return this.#refs.create(ref, oid);
  }

  updateRef(ref: string, oid: string, from?: string): Promise<RefChange> {
    return this.#refs.update(ref, oid, from);
  }

  deleteRef(ref: string, from?: string): Promise<RefChange> {
    return this.#refs.delete(ref, from);
  }

  readObject(name: string): Promise<GitObject | undefined> {
    return this.#objects.read(name);
  }

  /** What stands at a path: a blob with its content, or a tree. */
  async readPath(ref: string, path: string): Promise<GitObject | undefined> {
    const oid = await this.resolve(ref);
    return oid === undefined ? undefined : this.readObject(`${oid}:${path}`);
  }

  async readFile(ref: string, path: string): Promise<string | undefined> {
    const entry = await this.readPath(ref, path);
    return entry?.type === 'blob' ? entry.content.toString() : undefined;
  }

  /** The entries of a folder (or of the whole tree, with `recursive`), paths from the root. */
  async listTree(
    ref: string,
    options: { path?: string; recursive?: boolean } = {},
  ): Promise<TreeEntry[] | undefined> {
    const folder = options.path?.replace(/\/+$/, '') ?? '';
    const top = await this.readPath(ref, folder);
    if (top?.type !== 'tree') return undefined;
    return this.#rows(top, folder === '' ? '' : `${folder}/`, options.recursive ?? false);
  }

  async #rows(tree: GitObject, prefix: string, isRecursive: boolean): Promise<TreeEntry[]> {
    const entries: TreeEntry[] = [];
    for (const { name, mode, oid } of parseTree(tree.content)) {
      const path = prefix + name;
      const type = typeOfMode(mode);
      const object = type === 'commit' ? undefined : await this.readObject(oid);
      entries.push({
        path,
        mode,
        type,
        oid,
        ...(type === 'blob' && object && { size: object.content.length }),
      });
      if (isRecursive && object?.type === 'tree')
        entries.push(...(await this.#rows(object, `${path}/`, true)));
    }
    return entries;
  }

  createCommit(commit: NewCommit): Promise<string> {
    return createCommit(this.gitDir, commit);
  }

  /** The branch moves only forward: a first parent that is not its head is refused. */
  async commitFiles(commit: CommitFiles): Promise<string> {
    const { branch } = commit;
    const head = await this.head(branch);
    const parents = commit.parents ?? (head === undefined ? [] : [head]);
    if (head !== undefined && parents[0] !== head)
      throw new Error(`could not commit to ${branch}: its head is ${head}`);
    const oid = await writeCommit(this, parents, commit);
    const ref = `refs/heads/${branch}`;
    const moved = await (head === undefined ? this.createRef(ref, oid) : this.updateRef(ref, oid, head));
    if (!moved.ok) throw new Error(`could not commit to ${branch}: ${moved.detail}`);
    return oid;
  }

  async canMerge(base: string, head: string): Promise<boolean> {
    return (await this.#graph.isNext(base, head)) || (await this.#graph.mergeTree(base, head)) !== undefined;
  }

  /** Merges into a branch; undefined when the two conflict (or the branch moved meanwhile). */
  async merge(merge: Merge): Promise<string | undefined> {
    const base = await this.head(merge.base);
    const head = await this.resolve(merge.head);
    if (base === undefined || head === undefined)
      throw new Error(`nothing to merge: ${merge.head} into ${merge.base}`);
    const tree = await this.#graph.mergeTree(base, head);
    if (tree === undefined) return undefined;
    const parents = merge.method === 'squash' ? [base] : [base, head];
    const oid = await this.createCommit({ tree, parents, message: merge.message, author: merge.author });
    const moved = await this.updateRef(`refs/heads/${merge.base}`, oid, base);
    return moved.ok ? oid : undefined;
  }

  changedFiles(base: string, head: string): Promise<ChangedFile[]> {
    return this.#graph.changedFiles(base, head);
  }

  /** Of one commit against another; a renamed file is removed in one place and added in the other. */
  async changedPaths(before: string, after: string): Promise<ChangedPaths> {
    return comparePaths(this, await this.readObject(`${before}:`), await this.readObject(`${after}:`));
  }

  async commit(ref: string): Promise<CommitRecord | undefined> {
    const oid = await this.resolve(ref);
    return oid === undefined ? undefined : this.#graph.commit(oid);
  }

  /** The commits of `base..head`, oldest first. */
  commits(base: string, head: string): Promise<CommitRecord[]> {
    return this.#graph.between(base, head);
  }

  /** All that led to a commit, oldest first. */
  allCommits(head: string): Promise<CommitRecord[]> {
    return this.#graph.upTo(head);
  }

  /** Those that lead to `to` and not to any of `known`. */
  commitsSince(known: readonly string[], to: string): Promise<string[]> {
    return this.#graph.since(known, to);
  }

  /** The commits that lead to `from`, newest first; with `path`, only those that touched it. */
  history(from: string, path?: string): Promise<CommitRecord[]> {
    return listHistory(this.gitDir, from, { path });
  }

  isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return this.#graph.isAncestor(ancestor, descendant);
  }

  mergeBase(one: string, other: string): Promise<string | undefined> {
    return this.#graph.mergeBase(one, other);
  }
}

// GitHub serves any commit by its oid. Nothing here outlives the test, so nothing is flushed or collected.
const bareConfig = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tfsync = none
[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
[http]
\treceivepack = true
[receive]
\tautogc = false
[gc]
\tauto = 0
`;
