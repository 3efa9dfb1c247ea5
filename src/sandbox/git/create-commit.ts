import { formatSignature, type Signature } from './signature.ts';
import { writeObject } from './write-object.ts';

export interface NewCommit {
  tree: string;
  parents: readonly string[];
  message: string;
  author: Signature;
  committer?: Signature;
}

/** Writes a commit object; no ref moves. */
export function createCommit(
  gitDir: string,
  { tree, parents, message, author, committer = author }: NewCommit,
): Promise<string> {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(author)}`,
    `committer ${formatSignature(committer)}`,
  ];
  return writeObject(gitDir, 'commit', Buffer.from(`${lines.join('\n')}\n\n${message}`));
}
