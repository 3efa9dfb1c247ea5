import type { Reason } from '../reasons.ts';
import { cut } from './cut.ts';

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const BREAK = '\u200B';
const LONGEST = 200;

/**
 * Text that somebody wrote in an issue, made harmless for a title, a commit message or a log: one line, nothing
 * hidden in it, and nothing that GitHub acts on. A mention notifies nobody, a reference closes no issue, and
 * `[skip ci]` skips nothing.
 */
export function plainText(text: string): string {
  const line = text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  const short = cut(line, LONGEST);
  return short
    .replace(/@(?=\w)/g, `@${BREAK}`)
    .replace(/#(?=\d)/g, `#${BREAK}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${BREAK}`)
    .replace(/\b(https?:)(?=\/\/)/gi, `$1${BREAK}`)
    .replace(/(\[)(?=(?:skip|ci|no|actions)\b)/gi, `$1${BREAK}`)
    .replace(/\b(skip-checks)(?=:)/gi, `$1${BREAK}`);
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LONGEST_CODE = 200;

/** A name that somebody else chose, such as that of a file, as code in a line of Markdown: nothing in it is acted on. */
export function inCode(name: string): string {
  const line = name.replace(HIDDEN, '�').replaceAll('`', "'");
  return `\`${cut(line, LONGEST_CODE)}\``;
}

/** A reason as people read it: a link to what it means and what to do, where that page is known. */
export function reasonLink(reason: Reason, page: string | undefined): string {
  return page === undefined ? `\`${reason}\`` : `[\`${reason}\`](${page}#${reason})`;
}
