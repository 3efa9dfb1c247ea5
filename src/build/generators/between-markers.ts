/** Replaces what stands between `<!-- generated:name -->` and `<!-- /generated:name -->`, each on its own line. */
export function betweenMarkers(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated:${name} -->\n`, `<!-- /generated:${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`expected the lines ${start.trim()} and ${end}`);
  return `${text.slice(0, from + start.length)}${content.trim()}\n${text.slice(to)}`;
}
