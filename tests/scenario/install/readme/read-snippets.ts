import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface Snippet {
  /** What stands after the fence; empty if nothing does. */
  readonly language: string;
  readonly text: string;
  /** The paragraph before it. */
  readonly introduction: string;
}

const ROOT = new URL('../../../../', import.meta.url);
const readPage = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const guardedMove = readPage('docs/examples/move.yml');

/** Those blocks that are there to be read, and why nothing of them is to be run here. */
const TO_BE_READ: readonly { readonly is: (snippet: Snippet) => boolean; readonly because: string }[] = [
  { is: ({ language }) => language === '', because: 'it is a drawing' },
  { is: ({ language }) => language === 'text', because: 'replay.test.ts compares it with what is printed' },
  {
    is: ({ language, text }) => language === 'yaml' && text !== guardedMove && guardedMove.includes(text),
    because: 'it is a part of an example, which this test runs as a whole from the page on the guarded move',
  },
  {
    is: ({ text }) => text.startsWith('npm start '),
    because: 'replay.test.ts runs the first line, and the second one runs this test',
  },
];

/** Hands out the blocks of a page, and remembers which. */
export class RunnablePage {
  readonly #path: string;
  readonly #snippets: readonly Snippet[];
  readonly #taken = new Set<Snippet>();

  constructor(path: string) {
    this.#path = path;
    this.#snippets = readSnippets(readPage(path));
  }

  /** The one block that holds the words. */
  take(words: string): Snippet {
    const found = this.#snippets.filter(({ text }) => text.includes(words));
    const [snippet] = found;
    if (!snippet || found.length > 1)
      throw new Error(`${found.length} blocks of ${this.#path} hold ${JSON.stringify(words)}`);
    this.#taken.add(snippet);
    return snippet;
  }

  /** First lines of the blocks that nobody took and that are there for more than to be read. */
  get left(): readonly (string | undefined)[] {
    return this.#snippets
      .filter((snippet) => !this.#taken.has(snippet) && !TO_BE_READ.some(({ is }) => is(snippet)))
      .map(({ text }) => text.split('\n')[0]);
  }
}

export function readSnippets(markdown: string): readonly Snippet[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n([\s\S]*?)\n\1```$/gm)].map((match) => {
    const [, indent = '', language = '', block = ''] = match;
    const introduction = markdown.slice(0, match.index).trimEnd().split('\n\n').at(-1) ?? '';
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    return { language, text: `${text}\n`, introduction };
  });
}

/** The file that a block is, as the paragraph before it says. */
export function fileOf({ introduction }: Snippet): string {
  const [path] = [...introduction.matchAll(/`(\.github\/[\w./-]+\.yml)`/g)].map(([, name]) => name).slice(-1);
  if (path === undefined) throw new Error(`no file is named in: ${introduction}`);
  return path;
}

/** Puts a value in place of each of the page's own placeholders. */
export function fillIn({ text }: Snippet, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((filled, [placeholder, value]) => {
    if (!filled.includes(placeholder)) throw new Error(`the block has no ${placeholder}:\n${text}`);
    return filled.replaceAll(placeholder, value);
  }, text);
}
