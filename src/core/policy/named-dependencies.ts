import { formatItemId, type ItemId, isSameItem, parseItemId } from '../item-id.ts';

/**
 * Words by which people say that an item waits for another one. They are read conservatively: a sentence that only
 * might be a dependency counts as one, and the named item is looked up.
 */
const WAITING =
  /\b(?:blocked by|blocked on|depends on|depend on|dependent on|waiting for|waits for|after|requires|needs)\b/gi;

const REFERENCE =
  /(?:https?:\/\/[^\s/]+\/([\w.-]+)\/([\w.-]+)\/(?:issues|pull)\/(\d+))|(?:([\w.-]+)\/([\w.-]+))?#(\d+)/g;

/** From a waiting word, references are read up to the end of its sentence or line, at most this many characters. */
const REACH = 200;

/** The items that an item's text says it waits for, in order of mention, without itself. */
export function namedDependencies(text: string, item: ItemId): readonly ItemId[] {
  const found = new Map<string, ItemId>();
  const plain = withoutQuotedText(text);
  for (const match of plain.matchAll(WAITING)) {
    const from = match.index + match[0].length;
    for (const reference of sentence(plain.slice(from, from + REACH)).matchAll(REFERENCE)) {
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

function sentence(text: string): string {
  return text.split(/\n|[.!?;](?=\s|$)/, 1)[0] ?? '';
}

/** Code and HTML comments are no sentences of the author. */
function withoutQuotedText(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ');
}
