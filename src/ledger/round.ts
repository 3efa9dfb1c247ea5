import { type Append, decideAppend } from '../core/ledger/protocol/decide-append.ts';
import type { Answers, Effect } from '../core/ledger/protocol/effect.ts';
import { mergeAppends } from '../core/ledger/protocol/merge-appends.ts';
import type { LedgerStore } from './ledger-world.ts';

/**
 * How long members that are ready, or wait for the next round, wait for those that still read, in milliseconds. A round
 * is as slow as its slowest member's reads, and GitHub waits ten seconds for the answer to a webhook.
 */
export const PATIENCE_MS = 2_000;

/** How a process waits. */
export interface Waiting {
  /** Rejects when `ended` is aborted first, so that no timer is left that keeps the process alive. */
  readonly sleep: (milliseconds: number, ended?: AbortSignal) => Promise<void>;
  /** How many times longer than usual to wait for those who still read. */
  readonly patience: number;
}

/** A transaction that takes part in a round. */
export interface Member {
  readonly store: LedgerStore;
  /** Of the ledger, by all members together. */
  readonly reading: Deferred<Answers['read-ledger']>;
}

interface Wish {
  readonly append: Append;
  readonly answer: Deferred<Answers['append']>;
}

/**
 * Transactions of one process that read the ledger together and append to it together. Each reads the rest of what it
 * needs by itself, and then says what it appends, or that it appends nothing.
 */
export class Round {
  readonly #members: readonly [Member, ...Member[]];
  readonly #waiting: Waiting;
  /** Of those who have come to an end: what they append; `undefined`: nothing. */
  readonly #wishes = new Map<Member, Wish | undefined>();
  readonly #complete = deferred<void>();
  readonly #awaited = deferred<void>();
  #isClosed = false;
  #rest: Promise<undefined> | undefined;

  constructor(members: readonly [Member, ...Member[]], waiting: Waiting) {
    this.#members = members;
    this.#waiting = waiting;
  }

  /** Resolves when the round is over; errors go to the members. */
  async play(): Promise<void> {
    const reading = await this.#read();
    if (reading?.kind !== 'ledger') return;
    const { sleep, patience } = this.#waiting;
    const over = new AbortController();
    const late = this.#awaited.promise
      .then(() => sleep(PATIENCE_MS * patience, over.signal))
      .catch(() => undefined);
    await Promise.race([this.#complete.promise, late]);
    over.abort();
    this.#isClosed = true;
    await this.#append();
  }

  /** Somebody waits for the next round. */
  hasten(): void {
    if (!this.#isClosed) this.#awaited.resolve();
  }

  /** Who comes too late, or again, appends alone, on the head that it read: GitHub tells whether that still stands. */
  append(member: Member, append: Append): Promise<Answers['append']> {
    if (this.#isClosed || this.#wishes.has(member)) return member.store.append(append);
    // What is no append throws here, to its own member, and not later, to all of them.
    decideAppend(append);
    const answer = deferred<Answers['append']>();
    this.#hear(member, { append, answer });
    return answer.promise;
  }

  /** Members that have appended already do not count. */
  leave(member: Member): void {
    if (!this.#wishes.has(member)) this.#hear(member, undefined);
  }

  /** Who lost together waits together, and so is together again in a round to come. */
  rest(effect: Extract<Effect, { kind: 'wait' }>, store: LedgerStore): Promise<undefined> {
    this.#rest ??= store.wait(effect);
    return this.#rest;
  }

  #hear(member: Member, wish: Wish | undefined): void {
    this.#wishes.set(member, wish);
    if (this.#wishes.size === this.#members.length) this.#complete.resolve();
    else if (wish) this.#awaited.resolve();
  }

  async #read(): Promise<Answers['read-ledger'] | undefined> {
    try {
      const reading = await this.#members[0].store['read-ledger']({ kind: 'read-ledger' });
      for (const member of this.#members) member.reading.resolve(reading);
      return reading;
    } catch (error) {
      for (const member of this.#members) member.reading.reject(error);
      return undefined;
    }
  }

  async #append(): Promise<void> {
    // In the order in which they came, not in that of their reads.
    const wishes = this.#members.flatMap((member) => {
      const wish = this.#wishes.get(member);
      return wish ? [{ ...wish, store: member.store }] : [];
    });
    const [first, ...others] = wishes;
    if (!first) return;
    try {
      const { append, share } = mergeAppends([first.append, ...others.map((wish) => wish.append)]);
      const answers = share(await first.store.append(append));
      for (const [index, { answer }] of wishes.entries()) {
        const own = answers[index];
        if (own) answer.resolve(own);
      }
    } catch (error) {
      for (const { answer } of wishes) answer.reject(error);
    }
  }
}

/** A promise, and what settles it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

export function deferred<T>(): Deferred<T> {
  let settle: Pick<Deferred<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('A promise calls its executor at once');
  return { promise, ...settle };
}
