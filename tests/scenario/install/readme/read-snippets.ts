import { readFileSync } from 'node:fs';

/** A fenced block of the README. */
export interface Snippet {
  /** What stands after the fence; empty if nothing does. */
  readonly language: string;
  readonly text: string;
  /** The paragraph before it. */
  readonly introduction: string;
}

const README = new URL('../../../../README.md', import.meta.url);

/** Those blocks that are there to be read, and why nothing of them is to be run here. */
const TO_BE_READ: readonly { readonly is: (snippet: Snippet) => boolean; readonly because: string }[] = [
  { is: ({ language }) => language === '', because: 'it is a drawing' },
  { is: ({ language }) => language === 'text', because: 'replay.test.ts compares it with what is printed' },
  {
    is: ({ text }) => text.startsWith('npm start '),
    because: 'replay.test.ts runs the first line, and the second one runs this test',
  },
];

/** Hands out the blocks, and remembers which. */
export class Readme {
  readonly #snippets = readSnippets(readFileSync(README, 'utf8'));
  readonly #taken = new Set<Snippet>();

  /** The one block that holds the words. */
  take(words: string): Snippet {
    const found = this.#snippets.filter(({ text }) => text.includes(words));
    const [snippet] = found;
    if (!snippet || found.length > 1)
      throw new Error(`${found.length} blocks of the README hold ${JSON.stringify(words)}`);
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

/** Puts a value in place of each of the README's own placeholders. */
export function fillIn({ text }: Snippet, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((filled, [placeholder, value]) => {
    if (!filled.includes(placeholder)) throw new Error(`the block has no ${placeholder}:\n${text}`);
    return filled.replaceAll(placeholder, value);
  }, text);
}
