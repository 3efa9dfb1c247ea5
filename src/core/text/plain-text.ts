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
