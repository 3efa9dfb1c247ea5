import { type ItemId, itemKey, type RepositoryName } from '../item-id.ts';
import { GAP } from '../markdown/inline-text.ts';
import { readBlocks, textsOf } from '../markdown/read-blocks.ts';
import { hostOfPage, issuePage, type PagesHost, REFERENCE, referenceOf } from '../references/reference.ts';

/** GitHub's own keywords: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const KEYWORD = String.raw`(?<![\p{L}\p{N}_-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s{1,20}`;

/** A page counts by its whole address, and only on GitHub's own host. */
const closing = (host: PagesHost | undefined): RegExp =>
  new RegExp(`${KEYWORD}(?:(?=https?://)${issuePage(host)}|${REFERENCE})`, 'giu');

interface Closing {
  readonly repository: RepositoryName;
  /** Markdown. */
  readonly body: string;
  /** GitHub's page of the pull request. */
  readonly url: string;
}

/**
 * The items that a pull request's description closes, in order of mention. Each has a keyword of its own right before it,
 * as GitHub wants it. A "not" before the keyword changes nothing: GitHub closes the issue all the same.
 */
export function closingReferences({ repository, body, url }: Closing): readonly ItemId[] {
  const pattern = closing(hostOfPage(url));
  const found = new Map<string, ItemId>();
  // GitHub follows no keyword into the text of a link.
  for (const text of textsOf(readBlocks(body, (link) => `${GAP}${link}${GAP}`))) {
    for (const match of text.matchAll(pattern)) {
      const { groups = {} } = match;
      const id = groups['page'] === 'pull' ? undefined : referenceOf(match, repository);
      if (id) found.set(itemKey(id), id);
    }
  }
  return [...found.values()];
}
