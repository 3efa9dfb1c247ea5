import { type ItemId, isSameItem, itemKey } from '../item-id.ts';
import { GAP } from '../markdown/inline-text.ts';
import { type Block, readBlocks } from '../markdown/read-blocks.ts';
import { hostOfPage, issuePage } from '../references/reference.ts';
import { type Token, Tokenizer } from './dependency-tokens.ts';
import { readSentences, type Saying } from './read-sentences.ts';

/** What a label says that is not about waiting. */
// Stryker disable next-line StringLiteral: it matters only that it is not `waits`
const OTHER: Saying = 'other';

const LETTERS = /[\p{L}\p{N}]/u;

/** Wherever they stand in a heading, it says so. */
const WAITING: ReadonlySet<Token['kind']> = new Set<Token['kind']>([
  'waiting',
  'noun',
  'holding',
  'not-before',
]);

export interface Described {
  readonly id: ItemId;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** GitHub's page of it. */
  readonly url: string;
}

/**
 * The items that an item's text says it waits for, in order of mention, without itself. The table of what is read is
 * `docs/dependencies.md`. It is read cautiously: what only might be a dependency counts as one, and is looked up.
 */
export function namedDependencies({ id: item, title, body, url }: Described): readonly ItemId[] {
  // Every name of an issue has a digit, also where Markdown writes it as a character reference.
  if (!/\d/.test(title + body)) return [];
  const host = hostOfPage(url);
  const page = new RegExp(`^${issuePage(host)}$`, 'iu');
  const reading = new Reading(item, new Tokenizer(item, host));
  reading.readText(title, undefined);
  reading.readAll(
    readBlocks(body, (text, destination) =>
      // The link says which issue it is; what its text would name by itself does not count.
      page.test(destination) ? ` ${text.replace(/[#/]|GH-/gi, ' ')} ${destination} ` : text,
    ),
    undefined,
  );
  return reading.found();
}

/** What a heading says of its section, down to the next heading of its level. */
interface Section {
  readonly level: number;
  readonly saying: Saying | undefined;
}

class Reading {
  readonly #found = new Map<string, ItemId>();
  readonly #item: ItemId;
  readonly #tokenizer: Tokenizer;

  constructor(item: ItemId, tokenizer: Tokenizer) {
    this.#item = item;
    this.#tokenizer = tokenizer;
  }

  found(): readonly ItemId[] {
    return [...this.#found.values()];
  }

  readAll(blocks: readonly Block[], over: Saying | undefined): void {
    // Stryker disable next-line ArrayDeclaration: a text has neither a level nor something to say
    const sections: Section[] = [];
    /** What the paragraph before said of what is below it. */
    let below: Saying | undefined;
    /** Text after a section's list is about something else, unless it begins with a name. */
    let isAfterList = false;
    for (const block of blocks) {
      const section = sections.at(-1)?.saying ?? over;
      switch (block.kind) {
        case 'heading':
          while ((sections.at(-1)?.level ?? 0) >= block.level) sections.pop();
          sections.push({
            level: block.level,
            saying: this.#readHeading(block.text) ?? sections.at(-1)?.saying,
          });
          below = undefined;
          isAfterList = false;
          break;
        case 'paragraph': {
          const isName = this.#beginsWithName(block.text);
          const said = this.readText(
            block.text,
            isName ? (below ?? section) : isAfterList ? undefined : section,
          );
          below = said ?? (isName ? below : undefined);
          break;
        }
        case 'list':
          for (const entry of block.items) this.readAll(entry, below ?? section);
          isAfterList = true;
          break;
        case 'table':
          this.#readTable(block, below ?? section);
          isAfterList = true;
          break;
        case 'quote':
          this.readAll(block.blocks, below ?? section);
          break;
        case 'code':
          // "Blocked by:", a log, and then the list: the words still speak of the list.
          break;
        case 'break':
          below = undefined;
          break;
      }
    }
  }

  /** Answers with what the text says of what is below it. */
  readText(text: string, over: Saying | undefined): Saying | undefined {
    const { waitsFor, below } = readSentences(text, { tokenizer: this.#tokenizer, item: this.#item, over });
    for (const id of waitsFor) {
      if (!isSameItem(id, this.#item)) this.#found.set(itemKey(id), id);
    }
    return below;
  }

  /** A heading that names something speaks of that alone. */
  #readHeading(text: string): Saying | undefined {
    const before = this.#found.size;
    this.readText(text, undefined);
    return this.#found.size > before ? undefined : this.#labelOf(text);
  }

  /** What a text that stands over others says of them. */
  #labelOf(text: string): Saying | undefined {
    const isAll = ({ start, end }: Token): boolean => !LETTERS.test(text.slice(0, start) + text.slice(end));
    for (const token of this.#tokenizer.read(text)) {
      if (WAITING.has(token.kind) || (token.kind === 'needing' && isAll(token))) return 'waits';
      if (token.kind === 'negated') return OTHER;
      const isRelation = token.kind === 'related' || token.kind === 'beside';
      if (isRelation && !LETTERS.test(text.slice(0, token.start))) return OTHER;
    }
    return undefined;
  }

  #readTable({ header, rows }: Extract<Block, { kind: 'table' }>, over: Saying | undefined): void {
    const columns = header.map((cell) => this.#labelOf(cell));
    for (const cell of header) this.readText(cell, undefined);
    const rest = columns.includes('waits') ? undefined : over;
    // Stryker disable next-line StringLiteral: every row has a cell
    for (const [first = '', ...others] of rows) {
      this.readText(first, columns[0] ?? rest);
      const row = this.#labelOf(first);
      for (const [index, cell] of others.entries()) this.readText(cell, columns[index + 1] ?? row ?? rest);
    }
  }

  #beginsWithName(text: string): boolean {
    for (const { kind, start } of this.#tokenizer.read(text))
      return kind === 'reference' && !LETTERS.test(text.slice(0, start).replaceAll(GAP, 'x'));
    return false;
  }
}
