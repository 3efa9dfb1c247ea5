import { type ItemId, isSameItem } from '../item-id.ts';
import type { Token, Tokenizer } from './dependency-tokens.ts';
import { words } from './dependency-words.ts';

/** What stands over a text and is said of the names in it: they are waited for, or are not. */
export type Saying = 'waits' | 'other';

export interface SentencesRead {
  /** In order of mention. */
  readonly waitsFor: readonly ItemId[];
  /** What the text says of the list, table or names below it, if it ends in such words. */
  readonly below: Saying | undefined;
}

/** After a word, names that begin within this many characters of it, or of the name before, are meant by it. */
const REACH = 200;

/** How far from the beginning of a line a word still begins it: marks of lists, tasks and emphasis come before. */
const MARKS = 12;

const BEGINS_WITH_NAME = /^[\s>*+([\]_-]{0,8}(?:#\d|GH-\d|[\w-]{1,39}\/[\w.-]{1,100}#\d|https?:)/i;
const GOES_ON = /^\s*(?:[,&+;]|(?:and|or)\s)/i;
const TO_BE_GONE_ON = /(?:[,&+:]|(?<![\p{L}\p{N}])(?:and|or))\s*$/iu;
const LABEL = /^[^\p{L}\n]{0,8}\p{Lu}[\p{L} ]{0,30}:/u;
const STANDS_ALONE = /^[\s*_]{0,4}(?::|$|\n)/;
const DIRECTLY =
  /^[\s:*_()=–—-]{0,8}(?:(?:the|issues?|prs?|pull|requests?|also|both|either|to|of|for|by|in|on|with)[\s:]{1,3}){0,3}(?:#\d|GH-\d|[\w-]{1,39}\/[\w.-]{1,100}#\d|https?:)/i;
/** Between a name and what is said of it: "#12 (which is", "#12, still". */
const OF_IT =
  /^[\s(,:–—-]{0,4}(?:(?:is|are|was|were|which|that|also|still|currently|itself|already|only)\s{1,3}){0,3}$/i;
const NOTHING = new RegExp(`^[\\s:*_=(]{0,8}${words.nothing}`, 'iu');
/** Of a thing only this makes a label: "Dependencies:", "dependency on #12". */
const NAMES = /^[*_)]{0,4}\s{0,3}(?:[:=\n]|$|#\d|GH-\d|(?:on|is|are)\b)/i;

/**
 * Reads one paragraph, cell or entry of a list. A word speaks of the names after it, up to the next word or the end of the
 * sentence; what stood over the text speaks of all others.
 */
export function readSentences(
  text: string,
  { tokenizer, item, over }: { tokenizer: Tokenizer; item: ItemId; over: Saying | undefined },
): SentencesRead {
  const reader = new Reader(text, item, over);
  for (const token of tokenizer.read(text)) reader.take(token);
  return { waitsFor: reader.waitsFor, below: reader.below() };
}

class Reader {
  readonly waitsFor: ItemId[] = [];
  readonly #text: string;
  readonly #item: ItemId;
  readonly #over: Saying | undefined;
  #saying: Saying | undefined;
  /** Where its reach begins; `undefined`: it is said of the whole text. */
  #from: number | undefined;
  /** The last word, if it has not met a name yet. */
  #word: (Token & { readonly isAlone: boolean; hasPause: boolean }) | undefined;
  /** Where the line or sentence begins. */
  #begin = 0;
  /** The issue with which the sentence begins ends here. */
  #subjectEnd: number | undefined;
  /** Names of the sentence that nothing was said of. */
  // Stryker disable next-line ArrayDeclaration: every sentence begins with a list of its own
  #unsaid: ItemId[] = [];
  /** A line of a word alone speaks for the names that begin the next lines. */
  #lines: Saying | undefined;
  readonly #outside: (Saying | undefined)[] = [];

  constructor(text: string, item: ItemId, over: Saying | undefined) {
    this.#text = text;
    this.#item = item;
    this.#over = over;
    this.#beginSentence(0);
  }

  take(token: Token): void {
    switch (token.kind) {
      case 'reference':
        // Stryker disable next-line ConditionalExpression: every reference has one
        if (token.id) this.#name(token, token.id);
        return;
      case 'waiting':
      case 'needing':
      case 'following':
      case 'not-before':
        this.#say('waits', token);
        return;
      case 'noun':
        if (this.#isFirst(token) || NAMES.test(this.#after(token))) this.#say('waits', token);
        return;
      case 'negated':
        this.#say('other', token);
        return;
      case 'related':
      case 'beside':
        this.#relate(token);
        return;
      case 'holding':
        this.waitsFor.push(...this.#unsaid);
        this.#unsaid = [];
        this.#word = undefined;
        return;
      case 'line':
        this.#endLine(token);
        return;
      case 'stop':
        this.#beginSentence(token.end);
        return;
      case 'open':
        this.#outside.push(this.#saying);
        this.#pause();
        return;
      case 'close':
        if (this.#outside.length > 0) this.#saying = this.#outside.pop();
        return;
      case 'pause':
        this.#pause();
        return;
    }
  }

  /** Said of what is below the text. */
  below(): Saying | undefined {
    const word = this.#word;
    const end = this.#text.trimEnd();
    if (end.endsWith(':')) return word?.isAlone ? undefined : this.#said();
    if (!word || word.isAlone) return undefined;
    return /[\p{L}\p{N}]/u.test(this.#text.slice(word.end)) ? undefined : this.#saying;
  }

  /** What a word said, and not what stood over the text. */
  #said(): Saying | undefined {
    return this.#from === undefined ? undefined : this.#saying;
  }

  #name({ start, end }: Token, id: ItemId): void {
    if (this.#isFirst({ start }) && !isSameItem(id, this.#item)) this.#subjectEnd = end;
    if (/(?<![\p{L}\p{N}])not\s/iu.test(this.#text.slice(Math.max(0, start - 5), start))) return;
    const isReached = this.#from === undefined || start - this.#from <= REACH;
    if (this.#saying === 'waits' && isReached) {
      this.waitsFor.push(id);
      if (this.#from !== undefined) this.#from = end;
    } else if (this.#saying === undefined || this.#from === undefined) this.#unsaid.push(id);
    this.#word = undefined;
  }

  #say(saying: Saying, token: Token): void {
    const isOfAnother =
      this.#subjectEnd !== undefined && OF_IT.test(this.#text.slice(this.#subjectEnd, token.start));
    const isNothing = NOTHING.test(this.#after(token));
    this.#saying = isOfAnother || isNothing ? 'other' : saying;
    this.#from = token.end;
    this.#subjectEnd = undefined;
    this.#word = { ...token, hasPause: false, isAlone: token.kind === 'following' && this.#isFirst(token) };
  }

  /** "Waiting for the fix #12" is still about what is waited for; "Needs a review, fixes #12" is not. */
  #relate(token: Token): void {
    if (this.#word && !this.#word.hasPause) return;
    const after = this.#after(token);
    const isLabel = this.#isFirst(token) && (token.kind === 'related' || STANDS_ALONE.test(after));
    if (isLabel || DIRECTLY.test(after)) this.#say('other', token);
  }

  #pause(): void {
    if (this.#word) this.#word.hasPause = true;
  }

  #endLine({ start, end }: Token): void {
    const line = this.#text.slice(Math.max(this.#begin, start - 80), start);
    const next = this.#text.slice(end, end + 160);
    if (this.#word && !/[\p{L}\p{N}]/u.test(this.#text.slice(this.#word.end, start)))
      this.#lines = this.#word.isAlone ? undefined : this.#saying;
    const isListed = this.#lines !== undefined && BEGINS_WITH_NAME.test(next);
    const isGoingOn =
      TO_BE_GONE_ON.test(line) || GOES_ON.test(next) || (this.#word !== undefined && !LABEL.test(next));
    if (isListed) {
      this.#saying = this.#lines;
      this.#from = end;
    } else if (!isGoingOn) {
      this.#lines = undefined;
      this.#beginSentence(end);
      return;
    }
    this.#begin = end;
    this.#subjectEnd = undefined;
  }

  #beginSentence(at: number): void {
    this.#begin = at;
    this.#saying = NOTHING.test(this.#text.slice(at, at + 60)) ? undefined : this.#over;
    this.#from = undefined;
    this.#word = undefined;
    this.#subjectEnd = undefined;
    this.#unsaid = [];
  }

  /** Whether nothing but marks stands before it in its line or sentence. */
  #isFirst({ start }: Pick<Token, 'start'>): boolean {
    if (start - this.#begin > MARKS) return false;
    return !/[\p{L}\p{N}]/u.test(this.#text.slice(this.#begin, start).replace(/\[x\]/i, ''));
  }

  #after({ end }: Pick<Token, 'end'>): string {
    return this.#text.slice(end, end + 200);
  }
}
