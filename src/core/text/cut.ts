/**
 * A text of at most so many UTF-16 units, as GitHub and JavaScript count them. What is longer ends in "…" after a whole
 * character as people see it: half an emoji is no text.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character in sight of the end is enough to find where it begins.
  const from = Math.max(0, most - LONGEST_CHARACTER);
  const characters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    text.slice(from, most + 2),
  );
  const begin = characters.containing(most - 1 - from)?.index ?? 0;
  const end = begin > 0 || from === 0 ? from + begin : withoutHalf(text, most - 1);
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A longer one is no character but a heap of marks, and may be cut in it. */
const LONGEST_CHARACTER = 64;

function withoutHalf(text: string, end: number): number {
  return /[\uD800-\uDBFF]$/.test(text.slice(0, end)) ? end - 1 : end;
}
