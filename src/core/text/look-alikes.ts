/**
 * Names that people take for one and programs for two. Interlock compares names trimmed and without regard to case; what
 * GitHub takes for equal beyond that is not documented, so such names are never guessed at, but told apart in words.
 */

/** How two names differ that look alike; `undefined` if they are equal, or plainly different. */
export function difference(one: string, other: string): string | undefined {
  const [a, b] = [one.trim(), other.trim()];
  if (one === other) return undefined;
  if (a === b) return 'only in the blanks around them';
  if (a.toLowerCase() === b.toLowerCase()) return 'only in upper and lower case';
  const written = `${escaped(a)} and ${escaped(b)}`;
  if (a.normalize('NFC') === b.normalize('NFC'))
    return `only in how Unicode writes their letters: ${written}`;
  return looks(a) === looks(b) ? `only in what can hardly be seen: ${written}` : undefined;
}

/** The same for all names that look alike. Formatting characters and variants of emoji leave no mark of their own. */
function looks(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\u{FE00}-\u{FE0F}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}

function escaped(name: string): string {
  const plain = name.replaceAll(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
  return `"${plain}"`;
}
