import { type BytePath, readable } from './byte-path.ts';

/** Characters that HFS+ leaves out when it compares names: https://github.com/git/git/blob/master/utf8.c (next_hfs_char). */
const IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Whether some file system takes this name for `.git`, and so a git that runs in the folder the file for a repository.
 * Git itself refuses such names in a tree: Windows leaves out dots and blanks at the end, and knows `git~1`.
 */
export function isGitName(name: BytePath): boolean {
  const plain = readable(name)
    .replace(IGNORED, '')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');
  return plain === '.git' || plain === 'git~1';
}
