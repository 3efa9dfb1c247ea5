import { type ItemId, isSameItem } from '../item-id.ts';
import { issuePage, REFERENCE, referenceOf } from '../references/reference.ts';
import { codeParts, outsideCode } from './code-parts.ts';
import { visibleText, withoutInvisible } from './hidden-text.ts';

export interface HarmlessOptions {
  /** The item that a closing keyword may name. */
  readonly own?: ItemId | undefined;
}

/**
 * Markdown that an agent wrote, made fit to be posted: it notifies nobody, closes no issue but the own one, commands no
 * bot, hides nothing and loads nothing from elsewhere. Code stays as it is, but for what cannot be seen.
 *
 * Doing it twice changes nothing more.
 */
export function harmlessMarkdown(markdown: string, options: HarmlessOptions = {}): string {
  let before = markdown;
  // What is taken away can turn what stood beside it into code, or code into text.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const after = disarmOutsideCode(before, options);
    if (after === before) return after;
    before = after;
  }
  return disarm(before, options);
}

const MOST_ROUNDS = 5;

function disarmOutsideCode(markdown: string, options: HarmlessOptions): string {
  const visible = withoutInvisible(markdown);
  const guarded = codeParts(visible)
    .map(({ kind, source }) => (kind === 'code' ? withoutCommands(source) : disarm(source, options)))
    .join('');
  // Where the parser sees text in what looked like code, nothing counts as code.
  return isArmed(guarded, options) ? disarm(visible, options) : guarded;
}

/** Put where a word must not be recognised. Nobody sees it, and it is the only such character that is left. */
const BREAK = '\u200B';

/** Behind a letter or digit stands an address of mail. An underscore may be a mark that is not shown. */
const MENTION = /(?<![a-z\d])@(?=[\p{L}\p{N}_])/giu;
const ADDRESS = /https?:\/\/[^\s<>]+/giu;
/** As many marks and blanks between keyword and name as anybody would write. */
const CLOSING = new RegExp(
  String.raw`(?<![a-z\d])(?<letter>[cfr])(?=(?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)(?:[\s:*_~"'(\[<]|\[[^\[\]\n]{0,200}\]\(){1,20}(?<name>${issuePage(undefined)}|${REFERENCE}|[\w./-]{0,140}#\d|GH-\d|https?://))`,
  'giu',
);
const COMMAND = /^((?:[^\S\n]|>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])*)\/(?=[a-z][\w-]*(?:[^\S\n]|$))/gim;
const SKIP = /\[(?=(?:skip[ -](?:ci|actions)|(?:ci|actions)[ -]skip|no[ -]ci)\])/gi;
const SKIP_TRAILER = /skip(?=-checks:)/gi;
/** A definition is not shown, and neither is what it defines if nothing refers to it. */
const DEFINITION =
  /^((?:[^\S\n]|>|[-*+][^\S\n]|\d{1,9}[.)][^\S\n])*)\[(?=(?:[^[\]\n\\]|\\.)*\]:|[^\]\n]*$)/gm;
const TAG = /<(?!(?:br|kbd|\/kbd|sub|\/sub|sup|\/sup) ?\/?>|https?:\/\/)(?=[a-z/!?])/gi;
const ENTITY = /&(?!(?:amp|lt|gt|quot|nbsp);)(?=#?\w{1,31};)/g;
const OWN_IMAGES = String.raw`https://(?:[\w-]+\.githubusercontent\.com|github\.com/user-attachments)/`;
const IMAGE = new RegExp(String.raw`(?<!\\)!(?=\[)(?!\[[^\[\]\n]*\]\(${OWN_IMAGES})`, 'g');
const OWN_IMAGE = new RegExp(`^${OWN_IMAGES}`);

function disarm(text: string, { own }: HarmlessOptions): string {
  return visibleText(text)
    .replace(ENTITY, '&amp;')
    .replace(TAG, '&lt;')
    .replace(IMAGE, '\\!')
    .replace(DEFINITION, '$1\\[')
    .replace(ADDRESS, (address) => address.replaceAll('@', '%40'))
    .replace(MENTION, `@${BREAK}`)
    .replace(CLOSING, (letter: string, ...rest: readonly unknown[]) =>
      isOwn(rest.at(-1), own) ? letter : `${letter}${BREAK}`,
    )
    .replace(SKIP, `[${BREAK}`)
    .replace(SKIP_TRAILER, `skip${BREAK}`)
    .replace(COMMAND, '$1\\/');
}

/** Bots read lines, and not whether they are in code. */
function withoutCommands(code: string): string {
  return code.replace(COMMAND, `$1${BREAK}/`);
}

function isArmed(markdown: string, { own }: HarmlessOptions): boolean {
  const { text, html, images } = outsideCode(markdown);
  return (
    [MENTION, SKIP].some((pattern) => text.search(pattern) !== -1) ||
    [...text.matchAll(CLOSING)].some(({ groups }) => !isOwn(groups, own)) ||
    html.search(TAG) !== -1 ||
    images.some((address) => !OWN_IMAGE.test(address))
  );
}

/** Without a repository the name could mean another one, depending on where it is read. */
function isOwn(groups: unknown, own: ItemId | undefined): boolean {
  const name = (groups as Record<string, string | undefined> | undefined)?.['name'];
  if (own === undefined || name === undefined) return false;
  const match = new RegExp(`^(?:${issuePage(undefined)}|${REFERENCE})`, 'iu').exec(name);
  const named = match && referenceOf(match, own);
  return named ? isSameItem(named, own) : false;
}
