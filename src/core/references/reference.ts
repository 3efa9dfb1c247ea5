import { type ItemId, parseItemId, type RepositoryName } from '../item-id.ts';

/** Of whose pages the addresses name issues: `github.com`, or a company's own host, with its port if it has one. */
export type PagesHost = string;

/** The host of an issue's page; `undefined` if it is no address. */
export function hostOfPage(url: string): PagesHost | undefined {
  return /^https?:\/\/([^\s/?#]+)/i.exec(url)?.[1]?.toLowerCase();
}

// Names have an upper length, so that a text of nothing but name characters costs no quadratic time.
const OWNER = String.raw`[a-z\d][\w-]{0,38}`;
const REPOSITORY = String.raw`[\w.-]{1,100}`;
/** Not `#12abc`, `#1a2b3c`, `#2-setup` or `#1.5`. */
const NUMBER = String.raw`\d{1,10}(?![\p{L}\p{N}_]|[-.]\p{L}|\.\d)`;
/** Where a name begins: not in the middle of a word, a path or an entity. `#12/#13` are two. */
const START = String.raw`(?<![\p{L}\p{N}_#&@/.-])`;
const NUMBER_START = String.raw`(?<![\p{L}\p{N}_#&]|(?<!#\d{1,10})\/)`;

/** The address of an issue or pull request, with what follows it: a comment, its files. */
export function issuePage(host: PagesHost | undefined): string {
  // Where the host is not known, any may be GitHub's.
  const of =
    host === undefined
      ? String.raw`[^\s/?#]{1,255}`
      : String.raw`(?:www\.)?${host.replace(/[.[\]]/g, String.raw`\$&`)}`;
  const scheme = host === undefined ? 'https?://' : `(?:https?://|${START})`;
  return String.raw`${scheme}${of}/(?<pageOwner>${OWNER})/(?<pageRepository>${REPOSITORY})/(?<page>issues|pull)/(?<pageNumber>\d{1,10})(?![\p{L}\p{N}_])(?:[/?#][^\s<>()\[\]]*)?`;
}

/** Any other address: nothing in it names an issue. */
export const ADDRESS = String.raw`(?:https?://|${START}www\.)[^\s<>]+`;

/** `#12`, `GH-12`, `acme/web#12`. */
export const REFERENCE = String.raw`(?:${START}(?<owner>${OWNER})/(?<repository>${REPOSITORY})|${NUMBER_START})#(?<number>${NUMBER})|${START}GH-(?<ghNumber>${NUMBER})`;

/** What a match of `issuePage` or `REFERENCE` names; `undefined` if it is not canonical. */
export function referenceOf(match: RegExpMatchArray, home: RepositoryName): ItemId | undefined {
  const { groups = {} } = match;
  const owner = groups['pageOwner'] ?? groups['owner'] ?? home.owner;
  const repository = groups['pageRepository'] ?? groups['repository'] ?? home.repository;
  const number = groups['pageNumber'] ?? groups['number'] ?? groups['ghNumber'] ?? '';
  return parseItemId(`${owner}/${repository}#${number}`);
}
