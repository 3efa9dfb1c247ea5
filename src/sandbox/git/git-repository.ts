import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommitFiles, writeCommit } from './commit-files.ts';
import { type ChangedPaths, comparePaths } from './compare-paths.ts';
import { createCommit, type NewCommit } from './create-commit.ts';
import { type ChangedFile, type CommitRecord, changedFiles, listCommits, listHistory } from './history.ts';
import {
  type GitObject,
  parseCommitObject,
  parseTree,
  readLooseObject,
  typeOfMode,
} from './loose-objects.ts';
import { moveLooseRef, NOWHERE } from './loose-ref.ts';
import { mergeTree } from './merge-tree.ts';
import { postReceiveHook } from './push-report.ts';
import { runGit, tryGit } from './run-git.ts';
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

export type RefChange =
  | { ok: true }
  | { ok: false; reason: 'exists' | 'missing' | 'stale' | 'invalid'; detail: string };

/**
 * A real bare repository. Wherever a `ref` is taken it may be a branch, a tag, a full ref name or an oid.
 * Reads of what does not exist are undefined; everything else that git refuses throws.
 */
export class GitRepository {
  readonly gitDir: string;
  // What was read by oid and so can never change. Most reads are repeated, and a process each is what they cost.
  readonly #known = new Set<string>();
  readonly #commits = new Map<string, CommitRecord>();
  readonly #objects = new Map<string, GitObject>();
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(gitDir: string) {
    this.gitDir = gitDir;
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

  async resolve(ref: string): Promise<string | undefined> {
    if (this.#known.has(ref)) return ref;
    const oid = (await this.#looseBranch(ref.replace(/^refs\/heads\//, ''))) ?? (await this.#lookUp(ref));
    if (oid !== undefined) this.#known.add(oid);
    return oid;
  }

  async #lookUp(ref: string): Promise<string | undefined> {
    if (isOid(ref) && (await this.readObject(ref))?.type === 'commit') return ref;
    const candidates = /^(refs\/|[0-9a-f]{40}$)/.test(ref)
      ? [ref]
      : [`refs/heads/${ref}`, `refs/tags/${ref}`];
    if (candidates.every((candidate) => this.#isAbsent(candidate))) return undefined;
    const input = candidates.map((candidate) => `${candidate}^{commit}\n`).join('');
    const args = ['cat-file', '--batch-check=%(objectname)'];
    const answers = (await runGit({ gitDir: this.gitDir, args, input })).toString().split('\n');
    return answers.find((answer) => /^[0-9a-f]{40}$/.test(answer));
  }

  /** Whether there is surely no such ref: nothing here packs them. */
  #isAbsent(ref: string): boolean {
    return /^refs\/(?:heads|tags)\/[\w./-]+$/.test(ref) && !existsSync(join(this.gitDir, ref));
  }

  /** What is asked about two commits has one answer for ever; about names, it has not. */
  #once<T>(
    question: readonly [about: string, one: string, other: string],
    ask: () => Promise<T>,
  ): Promise<T> {
    if (!isOid(question[1]) || !isOid(question[2])) return ask();
    const key = question.join(' ');
    // Whatever is kept under a key was put there below, by the same kind of question.
    const known = this.#answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  /** The oid of a branch's head. */
  async head(branch: string): Promise<string | undefined> {
    return (await this.#looseBranch(branch)) ?? this.#lookUp(`refs/heads/${branch}`);
  }

  /** From the file: nothing here packs refs. */
  async #looseBranch(branch: string): Promise<string | undefined> {
    const file = join(this.gitDir, 'refs', 'heads', branch);
    const content = branch.includes('..') ? undefined : await readFile(file, 'utf8').catch(() => undefined);
    const oid = content?.trim();
    return oid !== undefined && isOid(oid) ? oid : undefined;
  }

  async branches(): Promise<Record<string, string>> {
    const folder = join(this.gitDir, 'refs', 'heads');
    const files = await readdir(folder, { recursive: true });
    const heads = await Promise.all(
      files.sort().map(async (name): Promise<[string, string] | undefined> => {
        // What git is about to write has such a name, and no ref may have it.
        const oid = name.endsWith('.lock') ? undefined : await this.#looseBranch(name);
        return oid === undefined ? undefined : [name, oid];
      }),
    );
    return Object.fromEntries(heads.filter((head) => head !== undefined));
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

  createCommit(commit: NewCommit): Promise<string> {
    return createCommit(this.gitDir, commit);
  }

  async readFile(ref: string, path: string): Promise<string | undefined> {
    const entry = await this.readPath(ref, path);
    return entry?.type === 'blob' ? entry.content.toString() : undefined;
  }

  /** What stands at a path: a blob with its content, or a tree. */
  async readPath(ref: string, path: string): Promise<GitObject | undefined> {
    const oid = await this.resolve(ref);
    return oid === undefined ? undefined : this.readObject(`${oid}:${path}`);
  }

  async readObject(name: string): Promise<GitObject | undefined> {
    const known = this.#objects.get(name);
    if (known) return known;
    const [, oid, path] = /^([0-9a-f]{40})(?::((?:[^/]+\/)*[^/]*))?$/s.exec(name) ?? [];
    const object =
      oid === undefined || path?.split('/').some((part) => /^\.{1,2}$/.test(part))
        ? await this.#askForObject(name)
        : path === undefined
          ? ((await readLooseObject(this.gitDir, oid)) ?? (await this.#askForObject(oid)))
          : await this.#followPath(oid, path);
    if (object && oid !== undefined) this.#objects.set(name, object);
    return object;
  }

  /** From a commit or a tree. */
  async #followPath(oid: string, path: string): Promise<GitObject | undefined> {
    let at = await this.readObject(oid);
    if (at?.type === 'commit') at = await this.readObject(at.content.toString('latin1', 5, 45));
    for (const part of path.split('/').filter(Boolean)) {
      const row = at?.type === 'tree' ? parseTree(at.content).find(({ name }) => name === part) : undefined;
      at = row && (await this.readObject(row.oid));
    }
    return at;
  }

  async #askForObject(name: string): Promise<GitObject | undefined> {
    const output = await runGit({ gitDir: this.gitDir, args: ['cat-file', '--batch'], input: `${name}\n` });
    const head = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)\n/.exec(
      output.subarray(0, 80).toString('latin1'),
    );
    if (!head) return undefined;
    const [{ length }, oid = '', type, size] = head;
    const content = output.subarray(length, length + Number(size));
    return { oid, type: type as GitObject['type'], content };
  }

  /** The entries of a folder (or of the whole tree, with `recursive`), paths from the root. */
  async listTree(
    ref: string,
    options: { path?: string; recursive?: boolean } = {},
  ): Promise<TreeEntry[] | undefined> {
    const oid = await this.resolve(ref);
    if (oid === undefined) return undefined;
    const folder = options.path?.replace(/\/+$/, '') ?? '';
    const top = await this.readObject(`${oid}:${folder}`);
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

  async createRef(ref: string, oid: string): Promise<RefChange> {
    if (await this.#moveItself({ ref, from: NOWHERE, to: oid })) return { ok: true };
    return this.#changeRef(`create ${ref} ${oid}`, 'exists');
  }

  /** Moves a ref. With `from`, only if it still points there. */
  async updateRef(ref: string, oid: string, from?: string): Promise<RefChange> {
    if (await this.#moveItself({ ref, from, to: oid })) return { ok: true };
    return this.#changeRef(`update ${ref} ${oid}${from === undefined ? '' : ` ${from}`}`, 'stale');
  }

  async deleteRef(ref: string, from?: string): Promise<RefChange> {
    if (from === undefined && (await this.resolve(ref)) === undefined) {
      return { ok: false, reason: 'missing', detail: `${ref} does not exist` };
    }
    return this.#changeRef(`delete ${ref}${from === undefined ? '' : ` ${from}`}`, 'stale');
  }

  /** Those that lead to `to` and not to any of `known`. */
  async commitsSince(known: readonly string[], to: string): Promise<string[]> {
    const args = ['rev-list', to, '--not', ...known];
    return (await runGit({ gitDir: this.gitDir, args })).toString().split('\n').filter(Boolean);
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    if (await this.#isNext(ancestor, descendant)) return true;
    return this.#once(['ancestor', ancestor, descendant], () =>
      this.#askWhetherAncestor(ancestor, descendant),
    );
  }

  /** It is the other one, or its parent: git need not be asked. */
  async #isNext(ancestor: string, descendant: string): Promise<boolean> {
    if (!isOid(ancestor) || !isOid(descendant)) return false;
    return ancestor === descendant || ((await this.commit(descendant))?.parents.includes(ancestor) ?? false);
  }

  async #askWhetherAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    const { code, stderr } = await tryGit({ gitDir: this.gitDir, args });
    if (code > 1) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
    return code === 0;
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { code, stdout } = await tryGit({ gitDir: this.gitDir, args: ['merge-base', one, other] });
    return code === 0 ? stdout.toString().trim() : undefined;
  }

  async canMerge(base: string, head: string): Promise<boolean> {
    return (await this.#isNext(base, head)) || (await this.#mergeTree(base, head)) !== undefined;
  }

  /** Merges into a branch; undefined when the two conflict (or the branch moved meanwhile). */
  async merge(merge: Merge): Promise<string | undefined> {
    const base = await this.head(merge.base);
    const head = await this.resolve(merge.head);
    if (base === undefined || head === undefined)
      throw new Error(`nothing to merge: ${merge.head} into ${merge.base}`);
    const tree = await this.#mergeTree(base, head);
    if (tree === undefined) return undefined;
    const parents = merge.method === 'squash' ? [base] : [base, head];
    const oid = await this.createCommit({ tree, parents, message: merge.message, author: merge.author });
    const moved = await this.updateRef(`refs/heads/${merge.base}`, oid, base);
    return moved.ok ? oid : undefined;
  }

  #mergeTree(base: string, head: string): Promise<string | undefined> {
    return this.#once(['merge', base, head], () => mergeTree(this.gitDir, base, head));
  }

  changedFiles(base: string, head: string): Promise<ChangedFile[]> {
    return this.#once(['diff', base, head], () => changedFiles(this.gitDir, base, head));
  }

  /** Of one commit against another; a renamed file is removed in one place and added in the other. */
  async changedPaths(before: string, after: string): Promise<ChangedPaths> {
    return comparePaths(this, await this.readObject(`${before}:`), await this.readObject(`${after}:`));
  }

  /** The commits of `base..head`, oldest first. */
  async commits(base: string, head: string): Promise<CommitRecord[]> {
    if (isOid(base) && isOid(head)) {
      const line = await this.#line(head, base);
      if (line) return line;
    }
    return this.#once(['log', base, head], () => this.#log([`${base}..${head}`]));
  }

  /** All that led to a commit, oldest first. */
  async allCommits(head: string): Promise<CommitRecord[]> {
    return (await this.#line(head, undefined)) ?? this.#log([head]);
  }

  /**
   * The commits down to `base`, or to the first one, if each has one parent: git need not be asked. `undefined` as well
   * where many of them would have to be read, which git does faster.
   */
  async #line(head: string, base: string | undefined): Promise<CommitRecord[] | undefined> {
    const line: CommitRecord[] = [];
    let unread = MOST_UNREAD;
    for (let at: string | undefined = head; at !== base; ) {
      if (at === undefined || (!this.#commits.has(at) && unread-- === 0)) return undefined;
      const commit: CommitRecord | undefined = await this.commit(at);
      if (!commit || commit.parents.length > 1) return undefined;
      line.push(commit);
      at = commit.parents[0];
    }
    return line.reverse();
  }

  async #log(revisions: readonly string[]): Promise<CommitRecord[]> {
    const commits = await listCommits(this.gitDir, revisions);
    for (const commit of commits) this.#commits.set(commit.oid, commit);
    return commits;
  }

  /** The commits that lead to `from`, newest first; with `path`, only those that touched it. */
  history(from: string, path?: string): Promise<CommitRecord[]> {
    return listHistory(this.gitDir, from, { path });
  }

  async commit(oid: string): Promise<CommitRecord | undefined> {
    const resolved = await this.resolve(oid);
    if (resolved === undefined) return undefined;
    const known = this.#commits.get(resolved);
    if (known) return known;
    const object = await this.readObject(resolved);
    const record =
      (object && parseCommitObject(resolved, object.content)) ??
      (await listCommits(this.gitDir, ['--no-walk', resolved]))[0];
    if (record) this.#commits.set(resolved, record);
    return record;
  }

  async #moveItself(move: { ref: string; from: string | undefined; to: string }): Promise<boolean> {
    return (await this.readObject(move.to))?.type === 'commit' && moveLooseRef(this.gitDir, move);
  }

  async #changeRef(command: string, conflict: 'exists' | 'stale'): Promise<RefChange> {
    const { code, stderr } = await tryGit({
      gitDir: this.gitDir,
      args: ['update-ref', '--stdin'],
      input: `${command}\n`,
    });
    if (code === 0) return { ok: true };
    // A name is in the way of those that begin with it and a slash.
    const isInTheWay = /exists; cannot create/.test(stderr);
    const isConflict = !isInTheWay && /cannot lock ref|already exists|but expected/.test(stderr);
    return { ok: false, reason: isConflict ? conflict : 'invalid', detail: stderr };
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

const MOST_UNREAD = 32;

function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
