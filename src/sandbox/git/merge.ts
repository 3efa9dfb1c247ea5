import { runGit, tryGit } from './run-git.ts';
import { type Signature, signatureEnvironment } from './signature.ts';

export interface Merge {
  /** The branch that receives the merge. */
  base: string;
  /** The commit, branch or tag that is merged. */
  head: string;
  message: string;
  author: Signature;
  method?: 'merge' | 'squash';
}

/** The tree of a merge of two commits, or undefined when they conflict. */
export async function mergeTree(gitDir: string, base: string, head: string): Promise<string | undefined> {
  const result = await tryGit({ gitDir, args: ['merge-tree', '--write-tree', '--no-messages', base, head] });
  if (result.code === 0) return result.stdout.toString().trim();
  if (result.code === 1) return undefined;
  throw new Error(`git merge-tree ended with ${result.code}: ${result.stderr}`);
}

export interface NewCommit {
  tree: string;
  parents: readonly string[];
  message: string;
  author: Signature;
  committer?: Signature;
}

/** Writes a commit object; no ref moves. */
export async function createCommit(gitDir: string, commit: NewCommit): Promise<string> {
  const args = ['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent])];
  const environment = signatureEnvironment(commit.author, commit.committer ?? commit.author);
  return (await runGit({ gitDir, args, environment, input: commit.message })).toString().trim();
}
