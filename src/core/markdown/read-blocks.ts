import MarkdownIt from 'markdown-it';
import { htmlText } from './html-text.ts';
import { type InlineToken, inlineText, type RenderLink } from './inline-text.ts';

/** What an author says in Markdown: its text by blocks, without code, comments and what is struck out. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'table';
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Code: says nothing. */
  | { readonly kind: 'code' }
  /** A line across: parts what is above from what is below. */
  | { readonly kind: 'break' };

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** Block quotes and lists below each other beyond this are not read: nobody writes so, and time has to be bounded. */
const DEEPEST = 100;

const parser = new MarkdownIt('commonmark', { maxNesting: DEEPEST }).enable(['table', 'strikethrough']);

/** Reads Markdown as CommonMark has it, with GitHub's tables and `~~`. Lines of one paragraph stay lines. */
export function readBlocks(markdown: string, renderLink: RenderLink): readonly Block[] {
  const tokens = parser.parse(markdown, {});
  return new BlockReader(tokens, renderLink).readUntil(undefined);
}

/** All that `readBlocks` finds, one text for each paragraph, heading and cell. */
export function textsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'heading':
      case 'paragraph':
        return [block.text];
      case 'list':
        return block.items.flatMap(textsOf);
      case 'quote':
        return textsOf(block.blocks);
      case 'table':
        return [...block.header, ...block.rows.flat()];
      case 'code':
      case 'break':
        return [];
    }
  });
}

/** The parser gives a flat list, in which `x_open` and `x_close` are brackets. */
class BlockReader {
  readonly #tokens: readonly Token[];
  readonly #renderLink: RenderLink;
  #next = 0;

  constructor(tokens: readonly Token[], renderLink: RenderLink) {
    this.#tokens = tokens;
    this.#renderLink = renderLink;
  }

  /** Reads blocks and the token that closes them; `undefined`: to the end. */
  readUntil(close: string | undefined): readonly Block[] {
    const blocks: Block[] = [];
    for (let token = this.#take(); token && token.type !== close; token = this.#take()) {
      blocks.push(...this.#blockOf(token));
    }
    return blocks;
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }

  #blockOf(token: Token): readonly Block[] {
    switch (token.type) {
      case 'heading_open':
        return [
          { kind: 'heading', level: Number(token.tag.slice(1)), text: this.#inlineUntil('heading_close') },
        ];
      case 'paragraph_open':
        return [{ kind: 'paragraph', text: this.#inlineUntil('paragraph_close') }];
      case 'bullet_list_open':
        return [{ kind: 'list', items: this.#itemsUntil('bullet_list_close') }];
      case 'ordered_list_open':
        return [{ kind: 'list', items: this.#itemsUntil('ordered_list_close') }];
      case 'blockquote_open':
        return [{ kind: 'quote', blocks: this.readUntil('blockquote_close') }];
      case 'table_open':
        return [this.#table()];
      case 'html_block':
        return htmlText(token.content).map((text) => ({ kind: 'paragraph', text }));
      default:
        return [{ kind: token.type === 'hr' ? 'break' : 'code' }];
    }
  }

  #inlineUntil(close: string): string {
    let text = '';
    for (let token = this.#take(); token && token.type !== close; token = this.#take()) {
      text += this.#inline(token);
    }
    return text;
  }

  #inline(token: Token): string {
    return inlineText((token.children ?? []) as readonly InlineToken[], this.#renderLink).trim();
  }

  #itemsUntil(close: string): readonly (readonly Block[])[] {
    const items: (readonly Block[])[] = [];
    for (let token = this.#take(); token && token.type !== close; token = this.#take()) {
      items.push(this.readUntil('list_item_close'));
    }
    return items;
  }

  #table(): Block {
    const rows: string[][] = [];
    for (let token = this.#take(); token && token.type !== 'table_close'; token = this.#take()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'inline') rows.at(-1)?.push(this.#inline(token));
    }
    const [header = [], ...body] = rows;
    return { kind: 'table', header, rows: body };
  }
}
