import MarkdownIt from 'markdown-it';

/** Folders in which GitHub looks for a template; `''` is the root. In this order here, where a team has two. */
export const TEMPLATE_FOLDERS = ['.github', '', 'docs'] as const;

/** The names of GitHub's own template are not sensitive to case. Folders with several templates offer none by themselves. */
const TEMPLATE = /^(?:(\.github|docs)\/)?pull_request_template\.(?:md|txt)$/i;

/** Of these paths the one of the template that GitHub would take. */
export function findTemplate(paths: readonly string[]): string | undefined {
  const found = paths.flatMap((path) => {
    const match = TEMPLATE.exec(path);
    return match ? [{ path, folder: (match[1] ?? '').toLowerCase() }] : [];
  });
  return TEMPLATE_FOLDERS.flatMap((folder) => found.filter((one) => one.folder === folder))[0]?.path;
}

/** Longer ones are not followed: what people wrote in a pull request has to fit in as well. */
export const LONGEST_TEMPLATE = 20_000;

const COMMENT = /<!--[\s\S]*?-->\n?/g;

const parser = new MarkdownIt('commonmark', { maxNesting: 100 });

/**
 * A pull request's text within the team's template. An agent that filled the template in is taken at its word. Otherwise its
 * words go below the first heading, and the rest of the template is left to people. Hints for those who write are left out.
 *
 * @param summary harmless Markdown of an agent, or nothing.
 */
export function fillTemplate(template: string, summary: string): string {
  const shown = template.replaceAll('\r\n', '\n').replace(COMMENT, '').trim();
  if (summary === '') return shown;
  if (shown === '' || followsTemplate(summary, shown)) return summary;
  const [first] = headingsOf(shown);
  const lines = shown.split('\n');
  if (!first) return `${summary}\n\n${shown}`;
  const after = lines.slice(first.end).join('\n').trim();
  return [...lines.slice(0, first.end), '', summary, '', after].join('\n').trim();
}

/** Whether a text has every heading of the template, or every line of one without headings. */
function followsTemplate(text: string, template: string): boolean {
  const headings = headingsOf(template);
  if (headings.length > 0) {
    const own = new Set(headingsOf(text).map((heading) => heading.text));
    return headings.every((heading) => own.has(heading.text));
  }
  const own = new Set(text.split('\n').map(plainLine));
  return template
    .split('\n')
    .map(plainLine)
    .every((line) => line === '' || own.has(line));
}

function headingsOf(markdown: string): readonly { readonly text: string; readonly end: number }[] {
  const tokens = parser.parse(markdown, {});
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.level > 0 || !token.map) return [];
    return [{ text: plainLine(tokens[index + 1]?.content ?? ''), end: token.map[1] }];
  });
}

/** A box may be ticked in one and not in the other. */
function plainLine(line: string): string {
  return line
    .replace(/\[[ xX]\]/, '[ ]')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
