import type { Git } from './git.ts';

/** A larger file is nothing that people wrote to be read as a whole. */
const LARGEST = 256 * 1024;

interface Repository {
  readonly git: Git;
  readonly gitDir: string;
}

/** A text file of a commit. */
export interface CommittedText {
  readonly path: string;
  readonly text: string;
}

/**
 * Files of a commit, in the order of the question. A link within the commit is followed. What does not exist, is larger
 * than 256 KB, or says the same as one before, is left out.
 */
export async function readTexts(
  { git, gitDir }: Repository,
  commit: string,
  paths: readonly string[],
): Promise<readonly CommittedText[]> {
  if (paths.length === 0) return [];
  const doing = 'read files of the default branch';
  const listing = await git.bytes({
    doing,
    args: ['cat-file', '--batch-check', '--follow-symlinks'],
    gitDir,
    input: paths.map((path) => `${commit}:${path}\n`).join(''),
  });
  const files = new Map<string, string>();
  for (const [index, { id, size }] of readAnswers(listing).entries()) {
    const path = paths[index];
    if (id !== undefined && size <= LARGEST && path !== undefined && !files.has(id)) files.set(id, path);
  }
  const texts: CommittedText[] = [];
  for (const [id, path] of files) {
    const bytes = await git.bytes({ doing, args: ['cat-file', 'blob', id], gitDir });
    texts.push({ path, text: bytes.toString('utf8') });
  }
  return texts;
}

interface Answer {
  /** `undefined`: it is no file. */
  readonly id: string | undefined;
  readonly size: number;
}

/** Most answers are a line. That of a link which leads nowhere is followed by where it leads: as many bytes as it says. */
function readAnswers(listing: Buffer): readonly Answer[] {
  const answers: Answer[] = [];
  for (let at = 0; at < listing.length; ) {
    const end = listing.indexOf('\n', at);
    const line = listing.subarray(at, end === -1 ? listing.length : end).toString();
    at += Buffer.byteLength(line) + 1;
    const [, id, size] = BLOB.exec(line) ?? [];
    const [, more] = FOLLOWED.exec(line) ?? [];
    if (more !== undefined) at += Number(more) + 1;
    answers.push({ id, size: Number(size ?? 0) });
  }
  return answers;
}

const FOLLOWED = /^(?:symlink|dangling|loop|notdir) (\d+)$/;
const BLOB = /^([0-9a-f]{40,64}) blob (\d+)$/;

/** Names of the files of folders of a commit, `''` being the root: whole paths. */
export async function listNames(
  { git, gitDir }: Repository,
  commit: string,
  folders: readonly string[],
): Promise<readonly string[]> {
  const doing = 'list files of the default branch';
  const below = folders.filter((folder) => folder !== '').map((folder) => `${folder}/`);
  const listings = [
    ...(folders.includes('') ? [['ls-tree', '-z', '--name-only', '--full-tree', commit]] : []),
    ...(below.length > 0 ? [['ls-tree', '-z', '--name-only', '--full-tree', commit, '--', ...below]] : []),
  ];
  const names = await Promise.all(listings.map((args) => git.text({ doing, args, gitDir })));
  return names.flatMap((listing) => listing.split('\0').filter((name) => name !== ''));
}
