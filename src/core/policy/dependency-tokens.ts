import type { ItemId, RepositoryName } from '../item-id.ts';
import { ADDRESS, issuePage, type PagesHost, REFERENCE, referenceOf } from '../references/reference.ts';
import { words } from './dependency-words.ts';

/** What the grammar sees in a text, in order. Everything else is passed over. */
export interface Token {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  /** Of a reference. */
  readonly id?: ItemId;
}

type Kind =
  | 'reference'
  | 'holding'
  | 'not-before'
  | 'negated'
  | 'waiting'
  | 'noun'
  | 'needing'
  | 'following'
  | 'related'
  | 'beside'
  | 'line'
  | 'stop'
  | 'open'
  | 'close'
  | 'pause';

/** A full stop ends a sentence, but not in an abbreviation or before a name that goes on with the list. */
const STOP = String.raw`(?<!(?<![\p{L}\p{N}])(?:e\.g|i\.e|etc|incl|no|nos|vs|cf))\.(?=\s|$)|[!?](?=\s|$)|;(?=\s|$)(?!\s{0,3}(?:and\s)?(?:#|GH-))`;

/** Where a clause may end: a word after it can speak of something else. */
const PAUSE = String.raw`[,;–—]|(?<![\p{L}\p{N}_])(?:and|but|or|which|that)(?![\p{L}\p{N}_])`;

/** Of each kind one group, in the order in which they are tried. */
const KINDS: readonly (readonly [Kind, string])[] = [
  ['line', String.raw`\n`],
  ['holding', words.holding],
  ['not-before', words.notBefore],
  ['negated', words.negated],
  ['waiting', words.waiting],
  ['noun', words.noun],
  ['related', words.related],
  ['beside', words.beside],
  ['needing', words.needing],
  ['following', words.following],
  ['stop', STOP],
  ['open', String.raw`\(`],
  ['close', String.raw`\)`],
  ['pause', PAUSE],
];

const groupOf = (kind: Kind): string => kind.replace('-', '');

const PATTERN = KINDS.map(([kind, source]) => `(?<${groupOf(kind)}>${source})`).join('|');

/** Reads texts of one repository. */
export class Tokenizer {
  readonly #home: RepositoryName;
  readonly #pattern: RegExp;

  constructor(home: RepositoryName, host: PagesHost | undefined) {
    this.#home = home;
    this.#pattern = new RegExp(`${issuePage(host)}|(?<address>${ADDRESS})|${REFERENCE}|${PATTERN}`, 'giu');
  }

  *read(text: string): Iterable<Token> {
    // `matchAll` would compile the expression again for each text, and there may be thousands.
    let start = 0;
    while (start < text.length) {
      this.#pattern.lastIndex = start;
      const match = this.#pattern.exec(text);
      if (!match) return;
      start = match.index + match[0].length;
      const token = this.#tokenOf(text, match);
      if (token) yield token;
    }
  }

  #tokenOf(text: string, match: RegExpExecArray): Token | undefined {
    const { groups = {}, index: start } = match;
    const end = start + match[0].length;
    const kind = KINDS.find(([one]) => groups[groupOf(one)] !== undefined)?.[0];
    if (kind) return { kind, start, end };
    if (groups['address'] !== undefined || isColour(text, match)) return undefined;
    const id = referenceOf(match, this.#home);
    return id && { kind: 'reference', start, end, id };
  }
}

/** `background #112233`: nobody names an issue so. */
function isColour(text: string, match: RegExpExecArray): boolean {
  if (!/^#(?:\d{6}|\d{8})$/.test(match[0])) return false;
  return /(?:colou?r|background|foreground|fill|stroke|border|shade|tint|hex)s?[\s:=]*$/i.test(
    text.slice(Math.max(0, match.index - 24), match.index),
  );
}
