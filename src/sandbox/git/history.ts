import { runGit } from './run-git.ts';

export interface ChangedFile {
  path: string;
  previousPath?: string;
  status: 'added' | 'modified' | 'removed' | 'renamed';
  additions: number;
  deletions: number;
  oid: string;
}

export interface CommitRecord {
  oid: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
  committer: { name: string; email: string; date: string };
  message: string;
}

/** The files of a pull request: what `head` changed since it left `base` (three dots). */
export async function changedFiles(gitDir: string, base: string, head: string): Promise<ChangedFile[]> {
  const args = ['diff', '--raw', '--numstat', '--no-abbrev', '-z', '-M', `${base}...${head}`, '--'];
  const fields = (await runGit({ gitDir, args })).toString().split('\0');
  const files = new Map<string, ChangedFile>();
  for (let at = 0; at < fields.length; ) {
    const field = fields[at++] ?? '';
    if (field.startsWith(':')) {
      const [, , , oid = '', letter = ''] = field.split(' ');
      const from = fields[at++] ?? '';
      const isRename = letter.startsWith('R');
      const path = isRename ? (fields[at++] ?? '') : from;
      const counts = { status: statusOf(letter), additions: 0, deletions: 0, oid };
      files.set(path, isRename ? { path, previousPath: from, ...counts } : { path, ...counts });
    } else if (field !== '') {
      const [additions = '0', deletions = '0', direct = ''] = field.split('\t');
      // A rename leaves the third column empty and names both paths in fields of their own.
      const path = direct === '' ? fields[(at += 2) - 1] : direct;
      const file = files.get(path ?? '');
      // Binary files count as `-`.
      if (file) Object.assign(file, { additions: Number(additions) || 0, deletions: Number(deletions) || 0 });
    }
  }
  return [...files.values()];
}

function statusOf(letter: string): ChangedFile['status'] {
  if (letter.startsWith('A')) return 'added';
  if (letter.startsWith('D')) return 'removed';
  if (letter.startsWith('R')) return 'renamed';
  return 'modified';
}

const commitFormat = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x1f');

/** Oldest first, as GitHub lists the commits of a pull request. */
export async function listCommits(gitDir: string, revisions: readonly string[]): Promise<CommitRecord[]> {
  const args = ['log', '-z', '--reverse', '--topo-order', `--format=${commitFormat}`, ...revisions, '--'];
  const output = (await runGit({ gitDir, args })).toString();
  return output.split('\0').filter(Boolean).map(parseCommit);
}

/** Newest first; with `path`, only those that touched it. */
export async function listHistory(
  gitDir: string,
  from: string,
  { path }: { readonly path?: string | undefined },
): Promise<CommitRecord[]> {
  const paths = path === undefined ? [] : [`:(literal)${path}`];
  const args = ['log', '-z', `--format=${commitFormat}`, from, '--', ...paths];
  const output = (await runGit({ gitDir, args })).toString();
  return output.split('\0').filter(Boolean).map(parseCommit);
}

function parseCommit(record: string): CommitRecord {
  const [
    oid = '',
    tree = '',
    parents = '',
    an = '',
    ae = '',
    aI = '',
    cn = '',
    ce = '',
    cI = '',
    message = '',
  ] = record.split('\x1f');
  return {
    oid,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: utc(aI) },
    committer: { name: cn, email: ce, date: utc(cI) },
    message: message.trimEnd(),
  };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z');
}
