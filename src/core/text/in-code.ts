import { cut } from './cut.ts';

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LONGEST = 200;

/** A name that somebody else chose, such as that of a file, as code in a line of Markdown: nothing in it is acted on. */
export function inCode(name: string): string {
  const line = name.replace(HIDDEN, '�').replaceAll('`', "'");
  return `\`${cut(line, LONGEST)}\``;
}
