import MarkdownIt from 'markdown-it';
import { issuePage, REFERENCE } from '../references/reference.ts';

/** An entry of a list with a box, as GitHub shows it. */
export interface Task {
  /** Of the text, from 0. */
  readonly line: number;
  readonly isTicked: boolean;
  readonly text: string;
}

interface Heading {
  readonly level: number;
  readonly text: string;
}

interface TaskBelow extends Task {
  /** The headings that it stands below, outermost first. */
  readonly headings: readonly Heading[];
}

const parser = new MarkdownIt('commonmark', { maxNesting: 100 });

const BOX = /^((?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*\[)([ xX])(?=\]\s+(\S.*))/;
const CRITERIA = /\b(?:acceptance criteria|definition of done)\b/i;
/** Such an entry is another issue, which is done when that is. */
const ONLY_REFERENCE = new RegExp(`^(?:${issuePage(undefined)}|${REFERENCE})$`, 'iu');

/**
 * An item's acceptance criteria: the entries of its task lists, or of those below a heading that says so. Code, comments
 * and entries that only name another issue are none.
 */
export function readCriteria(markdown: string): readonly Task[] {
  const tasks = readTasks(markdown).filter(({ text }) => !ONLY_REFERENCE.test(text.trim()));
  const named = tasks.filter(({ headings }) => headings.some(({ text }) => CRITERIA.test(text)));
  return (named.length > 0 ? named : tasks).map(({ line, isTicked, text }) => ({ line, isTicked, text }));
}

/** The same text with these boxes ticked; nothing else of it is changed. */
export function tickTasks(markdown: string, tasks: readonly Pick<Task, 'line'>[]): string {
  const ticked = new Set(tasks.map(({ line }) => line));
  return markdown
    .split('\n')
    .map((source, line) => (ticked.has(line) ? source.replace(BOX, '$1x') : source))
    .join('\n');
}

/** The same text with further entries at its end, in the list that ends it if there is one. */
export function addTasks(markdown: string, entries: readonly string[]): string {
  const text = markdown.trimEnd();
  const last = readTasks(text).at(-1)?.line;
  const isInList = last !== undefined && last === text.split('\n').length - 1;
  return [text, ...(text === '' || isInList ? [] : ['']), ...entries.map((entry) => `- [ ] ${entry}`)]
    .join('\n')
    .trimStart();
}

/** Every entry with a box, in the order of the text. */
export function readTasks(markdown: string): readonly TaskBelow[] {
  const lines = markdown.split('\n').map((line) => line.replace(/\r$/, ''));
  const tasks: TaskBelow[] = [];
  let headings: readonly Heading[] = [];
  const tokens = parser.parse(markdown, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1));
      const text = tokens[index + 1]?.content ?? '';
      headings = [...headings.filter((one) => one.level < level), { level, text }];
    }
    const line = token.type === 'list_item_open' ? token.map?.[0] : undefined;
    if (line === undefined) continue;
    const [, , box, text] = BOX.exec(lines[line] ?? '') ?? [];
    if (text !== undefined) tasks.push({ line, isTicked: box !== ' ', text, headings });
  }
  return tasks;
}
