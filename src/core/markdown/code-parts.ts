import MarkdownIt from 'markdown-it';

/** A part of Markdown's source. In code GitHub acts on nothing. */
export interface SourcePart {
  readonly kind: 'text' | 'code';
  readonly source: string;
}

const parser = new MarkdownIt('commonmark', { maxNesting: 100 }).enable(['table', 'strikethrough']);

/**
 * The source in parts, of which the concatenation is the source. What stands in backticks is found by a simple rule; the
 * parser sees some of that otherwise, so ask `outsideCode` what is left.
 */
export function codeParts(markdown: string): readonly SourcePart[] {
  const lines = markdown.split('\n');
  const isCode = lines.map(() => false);
  for (const { type, map } of parser.parse(markdown, {})) {
    if ((type === 'fence' || type === 'code_block') && map) isCode.fill(true, map[0], map[1]);
  }
  const parts: SourcePart[] = [];
  let from = 0;
  while (from < lines.length) {
    const kind = isCode[from];
    let to = from + 1;
    while (to < lines.length && isCode[to] === kind) to += 1;
    const source = lines.slice(from, to).join('\n') + (to < lines.length ? '\n' : '');
    parts.push(...(kind ? [{ kind: 'code', source } as const] : inlineParts(source)));
    from = to;
  }
  return parts;
}

const BACKTICKS = /`+|\n[^\S\n]*(?=\n)/g;

/** A run of backticks and all up to the next run of the same length, unless an empty line comes first. */
function inlineParts(source: string): readonly SourcePart[] {
  const parts: SourcePart[] = [];
  const add = (kind: SourcePart['kind'], from: number, to: number): void => {
    if (to > from) parts.push({ kind, source: source.slice(from, to) });
  };
  const runs = [...source.matchAll(BACKTICKS)];
  let end = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const opening = runs[index];
    if (!opening?.[0].startsWith('`') || source[opening.index - 1] === '\\') continue;
    const closing = findClosing(runs, index);
    if (closing === undefined) continue;
    const last = runs[closing];
    if (!last) continue;
    add('text', end, opening.index);
    end = last.index + last[0].length;
    add('code', opening.index, end);
    index = closing;
  }
  add('text', end, source.length);
  return parts;
}

function findClosing(runs: readonly RegExpExecArray[], opening: number): number | undefined {
  const wanted = runs[opening]?.[0];
  for (let index = opening + 1; index < runs.length; index += 1) {
    const text = runs[index]?.[0];
    if (text === wanted) return index;
    if (text?.startsWith('\n')) return undefined;
  }
  return undefined;
}

export interface OutsideCode {
  /** One paragraph for each block. */
  readonly text: string;
  /** Raw HTML. */
  readonly html: string;
  /** Addresses of images. */
  readonly images: readonly string[];
}

/** Everything that the parser takes for something else than code. */
export function outsideCode(markdown: string): OutsideCode {
  const text: string[] = [];
  const html: string[] = [];
  const images: string[] = [];
  for (const { type, content, children } of parser.parse(markdown, {})) {
    if (type === 'html_block') html.push(content);
    let block = '';
    for (const child of children ?? []) {
      if (child.type === 'html_inline') html.push(child.content);
      else if (child.type === 'image') images.push(String(child.attrGet('src') ?? ''));
      block += textOf(
        child.type,
        child.type === 'link_open' ? String(child.attrGet('href') ?? '') : child.content,
      );
    }
    if (block !== '') text.push(block);
  }
  return { text: text.join('\n\n'), html: html.join('\n'), images };
}

function textOf(type: string, content: string): string {
  switch (type) {
    case 'text':
    case 'text_special':
    case 'image':
      return content;
    case 'softbreak':
    case 'hardbreak':
      return '\n';
    case 'link_open':
      return ` ${content} `;
    case 'code_inline':
      return '\uFFFC';
    default:
      return '';
  }
}
