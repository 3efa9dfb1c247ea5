/**
 * Characters that people do not see: controls but for tab and line feed, format characters (zero-width, bidirectional,
 * tags), selectors of variants, and letters without a shape.
 */
const INVISIBLE =
  /(?![\t\n])(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]|\u034F|\u17B4|\u17B5|[\u180B-\u180F]|(?!\uFE0F)\p{Variation_Selector})/gu;

const COMMENT = /<!--(?:[\s\S]*?-->|[\s\S]*$)/g;

/** Text with nothing in it that people cannot see. Line ends become line feeds. */
export function withoutInvisible(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(INVISIBLE, '');
}

/** What people see of Markdown that somebody wrote: no invisible characters and no HTML comments, also not in code. */
export function visibleText(markdown: string): string {
  return withoutInvisible(markdown).replace(COMMENT, '');
}
