import { authoredText } from '../authored-text.ts';
import { formatItemId, type ItemId, isSameItem, parseItemId } from '../item-id.ts';

/**
 * Words by which people say that an item waits for another one. They are read conservatively: a sentence that only
 * might be a dependency counts as one, and the named item is looked up.
 */
const WAITING =
  /\b(?:blocked by|blocked on|depends on|depend on|dependent on|dependencies|waiting for|waits for|after|requires|needs)\b/gi;

// Names have an upper length, so that a text of nothing but name characters costs no quadratic time.
const REFERENCE =
  /(?:https?:\/\/[^\s/]{1,255}\/([\w-]{1,39})\/([\w.-]{1,100})\/(?:issues|pull)\/(\d+))|(?:([\w-]{1,39})\/([\w.-]{1,100}))?#(\d+)/g;

/** From a waiting word, references that begin within this many characters are read. */
const REACH = 200;

/** The items that an item's text says it waits for, in order of mention, without itself. */
export function namedDependencies(text: string, item: ItemId): readonly ItemId[] {
  const found = new Map<string, ItemId>();
  const plain = authoredText(text);
  for (const match of plain.matchAll(WAITING)) {
    for (const reference of reach(plain.slice(match.index + match[0].length)).matchAll(REFERENCE)) {
      const id = toItemId(reference, item);
      if (id && !isSameItem(id, item)) found.set(formatItemId(id).toLowerCase(), id);
    }
  }
  return [...found.values()];
}

function toItemId(reference: RegExpMatchArray, item: ItemId): ItemId | undefined {
  const owner = reference[1] ?? reference[4] ?? item.owner;
  const repository = reference[2] ?? reference[5] ?? item.repository;
  return parseItemId(`${owner}/${repository}#${reference[3] ?? reference[6] ?? ''}`);
}

/** What belongs to a waiting word: the list below it where it is a heading or ends in a colon, else its sentence. */
function reach(rest: string): string {
  return LIST_BELOW.exec(rest)?.[0] ?? sentence(rest);
}

/** Nothing but marks up to the end of the line, then lines that begin with a bullet, a number or a reference. */
const LIST_BELOW = /^[ \t:*_#]*\r?\n\s*(?:(?:[-*+]|\d+[.)]|(?=#\d|https?:))[^\n]*(?:\n\s*|$))+/;

function sentence(text: string): string {
  const [first = ''] = text.split(/\n|[.!?;](?=\s|$)/, 1);
  // Cut between words: half a number names another item.
  return first.slice(0, REACH) + (/^\S*/.exec(first.slice(REACH))?.[0] ?? '');
}
