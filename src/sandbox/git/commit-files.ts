import { tryGit } from './run-git.ts';
import { formatSignature, type Signature } from './signature.ts';

export interface CommitFiles {
  branch: string;
  message: string;
  /** Path to new content. A file that starts with `#!` is made executable, so that worlds can be written as strings. */
  files: Readonly<Record<string, string | Uint8Array>>;
  deletions?: readonly string[];
  author: Signature;
  committer?: Signature;
  /** The first must be the branch's head, or the branch must be new. Default: the branch's head. */
  parents?: readonly string[];
}

/** Commits in one git process. The branch moves only forward: a parent that is not its head is refused by git. */
export async function commitFiles(
  gitDir: string,
  head: string | undefined,
  commit: CommitFiles,
): Promise<string> {
  const parents = commit.parents ?? (head === undefined ? [] : [head]);
  const result = await tryGit({
    gitDir,
    args: ['fast-import', '--quiet', '--done', '--date-format=raw'],
    input: Buffer.concat(fastImportStream(commit, parents)),
  });
  const oid = result.stdout.toString().trim();
  if (result.code !== 0 || !/^[0-9a-f]{40}$/.test(oid)) {
    throw new Error(`could not commit to ${commit.branch}: ${result.stderr}`);
  }
  return oid;
}

function fastImportStream(commit: CommitFiles, parents: readonly string[]): Buffer[] {
  const stream = [
    line(`commit refs/heads/${commit.branch}`),
    line('mark :1'),
    line(`author ${formatSignature(commit.author)}`),
    line(`committer ${formatSignature(commit.committer ?? commit.author)}`),
    ...data(commit.message),
    ...parents.map((parent, index) => line(`${index === 0 ? 'from' : 'merge'} ${parent}`)),
    ...(commit.deletions ?? []).map((path) => line(`D ${quotePath(path)}`)),
  ];
  for (const [path, content] of Object.entries(commit.files)) {
    const bytes = Buffer.from(content as string);
    const mode = bytes.subarray(0, 2).toString() === '#!' ? '100755' : '100644';
    stream.push(line(`M ${mode} inline ${quotePath(path)}`), ...data(bytes));
  }
  return [...stream, line(''), line('get-mark :1'), line('done')];
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`);
}

function data(content: string | Uint8Array): Buffer[] {
  const bytes = Buffer.from(content as string);
  return [line(`data ${bytes.length}`), bytes, line('')];
}

function quotePath(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
