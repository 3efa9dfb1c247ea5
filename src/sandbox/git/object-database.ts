import { type GitObject, parseTree, readLooseObject } from './loose-objects.ts';
import { runGit } from './run-git.ts';

/** The objects of a repository. What an oid names never changes, so it is kept: most reads are repeated, and git costs a process. */
export class ObjectDatabase {
  readonly #gitDir: string;
  readonly #known = new Map<string, GitObject>();

  constructor(gitDir: string) {
    this.#gitDir = gitDir;
  }

  /** @param name an oid, `oid:path`, or whatever else git understands; only what begins with an oid is kept. */
  async read(name: string): Promise<GitObject | undefined> {
    const known = this.#known.get(name);
    if (known) return known;
    const [, oid, path] = /^([0-9a-f]{40})(?::((?:[^/]+\/)*[^/]*))?$/s.exec(name) ?? [];
    const object =
      oid === undefined || path?.split('/').some((part) => /^\.{1,2}$/.test(part))
        ? await this.#ask(name)
        : path === undefined
          ? ((await readLooseObject(this.#gitDir, oid)) ?? (await this.#ask(oid)))
          : await this.#followPath(oid, path);
    if (object && oid !== undefined) this.#known.set(name, object);
    return object;
  }

  /** From a commit or a tree. */
  async #followPath(oid: string, path: string): Promise<GitObject | undefined> {
    let at = await this.read(oid);
    if (at?.type === 'commit') at = await this.read(at.content.toString('latin1', 5, 45));
    for (const part of path.split('/').filter(Boolean)) {
      const row = at?.type === 'tree' ? parseTree(at.content).find(({ name }) => name === part) : undefined;
      at = row && (await this.read(row.oid));
    }
    return at;
  }

  async #ask(name: string): Promise<GitObject | undefined> {
    const output = await runGit({ gitDir: this.#gitDir, args: ['cat-file', '--batch'], input: `${name}\n` });
    const head = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)\n/.exec(
      output.subarray(0, 80).toString('latin1'),
    );
    if (!head) return undefined;
    const [{ length }, oid = '', type, size] = head;
    const content = output.subarray(length, length + Number(size));
    return { oid, type: type as GitObject['type'], content };
  }
}
