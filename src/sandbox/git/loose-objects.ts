import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { CommitRecord } from './history.ts';

export interface GitObject {
  oid: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
  content: Buffer;
}

/**
 * What git has written to files of their own (gitformat-loose(5)), read without a process: starting one is most of what a
 * read costs. `undefined` means nothing but that git has to be asked, which knows packs as well.
 */
export async function readLooseObject(gitDir: string, oid: string): Promise<GitObject | undefined> {
  const file = await readFile(join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2))).catch(() => undefined);
  if (!file) return undefined;
  const object = inflateSync(file);
  const end = object.indexOf(0);
  const [, type] = /^(blob|tree|commit|tag) \d+$/.exec(object.toString('latin1', 0, end)) ?? [];
  return type ? { oid, type: type as GitObject['type'], content: object.subarray(end + 1) } : undefined;
}

export interface TreeRow {
  readonly name: string;
  /** Six digits, as `git ls-tree` shows them. */
  readonly mode: string;
  readonly oid: string;
}

/** The content of a tree object. @param names `latin1` keeps the bytes of names that are not UTF-8. */
export function parseTree(content: Buffer, names: 'utf8' | 'latin1' = 'utf8'): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    rows.push({
      mode: content.toString('latin1', at, space).padStart(6, '0'),
      name: content.toString(names, space + 1, end),
      oid: content.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return rows;
}

export function typeOfMode(mode: string): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

/** The content of a commit object. `undefined`: its text is in an encoding of its own, which is git's to read. */
export function parseCommitObject(oid: string, content: Buffer): CommitRecord | undefined {
  const text = content.toString();
  const end = text.indexOf('\n\n');
  const headers = text
    .slice(0, end)
    .split('\n')
    .map((line): [string, string] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
  if (headers.some(([name]) => name === 'encoding')) return undefined;
  const all = (wanted: string) => headers.flatMap(([name, value]) => (name === wanted ? [value] : []));
  const author = parseSignature(all('author')[0] ?? '');
  const committer = parseSignature(all('committer')[0] ?? '');
  if (!author || !committer) return undefined;
  const message = text.slice(end + 2).trimEnd();
  return { oid, tree: all('tree')[0] ?? '', parents: all('parent'), author, committer, message };
}

function parseSignature(text: string): CommitRecord['author'] | undefined {
  const [, name = '', email = '', seconds] = /^(.*?) ?<([^>]*)> (\d+) [+-]\d{4}$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') };
}

export function isOid(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}
