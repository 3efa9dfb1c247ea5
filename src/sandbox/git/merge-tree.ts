import { tryGit } from './run-git.ts';

/** The tree of a merge of two commits, or undefined when they conflict. */
export async function mergeTree(gitDir: string, base: string, head: string): Promise<string | undefined> {
  const result = await tryGit({ gitDir, args: ['merge-tree', '--write-tree', '--no-messages', base, head] });
  if (result.code === 0) return result.stdout.toString().trim();
  if (result.code === 1) return undefined;
  throw new Error(`git merge-tree ended with ${result.code}: ${result.stderr}`);
}
