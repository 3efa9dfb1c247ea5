/** The hidden last line by which a comment of ours is found again. `marker` tells it from all others. */
export function withMarker(marker: string, body: string): string {
  return `${body.trimEnd()}\n\n${markerLine(marker)}`;
}

/** Only a comment that ends with the very line counts: a person who quotes ours is not overwritten. */
export function isMarkedWith(marker: string, body: string): boolean {
  return body.trimEnd().split(/\r?\n/).at(-1) === markerLine(marker);
}

/** A text without the line by which we find it, if it has one. */
export function withoutMarker(text: string): string {
  return text.trimEnd().replace(LAST_LINE, '').trimEnd();
}

/** A new text in place of one of ours, which is found again all the same. */
export function withMarkerOf(before: string, body: string): string {
  const marker = LAST_LINE.exec(before.trimEnd())?.[1];
  return marker === undefined ? body : withMarker(marker, body);
}

const LAST_LINE = /(?:^|\n)<!-- interlock: ([^\r\n]*) -->$/;

function markerLine(marker: string): string {
  // `--` would end the HTML comment early.
  return `<!-- interlock: ${marker.replace(/-{2,}/g, '-')} -->`;
}
