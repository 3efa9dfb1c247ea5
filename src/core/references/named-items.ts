import { type ItemId, isSameItem, isSameRepository, itemKey } from '../item-id.ts';
import { readBlocks, textsOf } from '../markdown/read-blocks.ts';
import { hostOfPage, issuePage, REFERENCE, referenceOf } from './reference.ts';

interface Described {
  readonly id: ItemId;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** GitHub's page of it. */
  readonly url: string;
}

/**
 * The issues and pull requests of the same repository that an item's text names, in order of mention, without itself. What
 * is elsewhere is left out: who may write an item need not be allowed to read it.
 */
export function namedItems({ id, title, body, url }: Described): readonly ItemId[] {
  const host = hostOfPage(url);
  const page = issuePage(host);
  const name = new RegExp(`${page}|${REFERENCE}`, 'giu');
  const isPage = new RegExp(`^${page}$`, 'iu');
  const blocks = readBlocks(body, (text, destination) =>
    isPage.test(destination) ? `${text} ${destination} ` : text,
  );
  const found = new Map<string, ItemId>();
  for (const text of [title, ...textsOf(blocks)]) {
    for (const match of text.matchAll(name)) {
      const named = referenceOf(match, id);
      if (named && isSameRepository(named, id) && !isSameItem(named, id)) found.set(itemKey(named), named);
    }
  }
  return [...found.values()];
}
