import { runGit } from './run-git.ts';
import { type Signature, signatureEnvironment } from './signature.ts';

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
