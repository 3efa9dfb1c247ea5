import { type ChangedFile, type CommitRecord, changedFiles, listCommits } from './history.ts';
import { isOid, parseCommitObject } from './loose-objects.ts';
import type { ObjectDatabase } from './object-database.ts';
import { runGit, tryGit } from './run-git.ts';

const MOST_UNREAD = 32;

/**
 * How the commits of a repository lead to each other. What is asked about two oids has one answer for ever, which is kept;
 * about names, it has not.
 */
export class CommitGraph {
  readonly #gitDir: string;
  readonly #objects: ObjectDatabase;
  readonly #commits = new Map<string, CommitRecord>();
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(gitDir: string, objects: ObjectDatabase) {
    this.#gitDir = gitDir;
    this.#objects = objects;
  }

  /** @param oid of a commit that exists. */
  async commit(oid: string): Promise<CommitRecord | undefined> {
    const known = this.#commits.get(oid);
    if (known) return known;
    const object = await this.#objects.read(oid);
    const record =
      (object && parseCommitObject(oid, object.content)) ??
      (await listCommits(this.#gitDir, ['--no-walk', oid]))[0];
    if (record) this.#commits.set(oid, record);
    return record;
  }

  /** The commits of `base..head`, oldest first. */
  async between(base: string, head: string): Promise<CommitRecord[]> {
    if (isOid(base) && isOid(head)) {
      const line = await this.#line(head, base);
      if (line) return line;
    }
    return this.#once(['log', base, head], () => this.#log([`${base}..${head}`]));
  }

  /** All that led to a commit, oldest first. */
  async upTo(head: string): Promise<CommitRecord[]> {
    return (await this.#line(head, undefined)) ?? this.#log([head]);
  }

  /** Those that lead to `to` and not to any of `known`. */
  async since(known: readonly string[], to: string): Promise<string[]> {
    const args = ['rev-list', to, '--not', ...known];
    return (await runGit({ gitDir: this.#gitDir, args })).toString().split('\n').filter(Boolean);
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    if (await this.isNext(ancestor, descendant)) return true;
    return this.#once(['ancestor', ancestor, descendant], () => this.#askWhether(ancestor, descendant));
  }

  /** It is the other one, or its parent: git need not be asked. */
  async isNext(ancestor: string, descendant: string): Promise<boolean> {
    if (!isOid(ancestor) || !isOid(descendant)) return false;
    return ancestor === descendant || ((await this.commit(descendant))?.parents.includes(ancestor) ?? false);
  }

  async #askWhether(ancestor: string, descendant: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', ancestor, descendant];
    const { code, stderr } = await tryGit({ gitDir: this.#gitDir, args });
    if (code > 1) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
    return code === 0;
  }

  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const { code, stdout } = await tryGit({ gitDir: this.#gitDir, args: ['merge-base', one, other] });
    return code === 0 ? stdout.toString().trim() : undefined;
  }

  /** The tree of a merge of two commits, or undefined when they conflict. */
  mergeTree(base: string, head: string): Promise<string | undefined> {
    return this.#once(['merge', base, head], () => this.#askForMerge(base, head));
  }

  async #askForMerge(base: string, head: string): Promise<string | undefined> {
    const args = ['merge-tree', '--write-tree', '--no-messages', base, head];
    const result = await tryGit({ gitDir: this.#gitDir, args });
    if (result.code === 0) return result.stdout.toString().trim();
    if (result.code === 1) return undefined;
    throw new Error(`git merge-tree ended with ${result.code}: ${result.stderr}`);
  }

  changedFiles(base: string, head: string): Promise<ChangedFile[]> {
    return this.#once(['diff', base, head], () => changedFiles(this.#gitDir, base, head));
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
    const commits = await listCommits(this.#gitDir, revisions);
    for (const commit of commits) this.#commits.set(commit.oid, commit);
    return commits;
  }

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
}
