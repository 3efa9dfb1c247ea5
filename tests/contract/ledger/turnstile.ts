/**
 * Lets the requests of several clients through one at a time, in an order that is given: which client's next request goes,
 * and it is answered before the next one. A client that has ended is passed over; when the order is used up, the first
 * that waits goes.
 */
export class Turnstile {
  readonly #order: string[];
  readonly #waiting = new Map<string, () => void>();
  readonly #present: Set<string>;
  #isBusy = false;

  /** `order` names a client by each of its letters. */
  constructor(order: string) {
    this.#order = order.split('');
    this.#present = new Set(this.#order);
  }

  fetchOf(name: string): typeof fetch {
    return async (...request) => {
      await new Promise<void>((resolve) => {
        this.#waiting.set(name, resolve);
        this.#next();
      });
      try {
        return await fetch(...request);
      } finally {
        this.#isBusy = false;
        this.#next();
      }
    };
  }

  /** The client sends nothing more. */
  leave(name: string): void {
    this.#present.delete(name);
    this.#next();
  }

  /** Nobody goes before everyone who is present has come: who is faster decides nothing. */
  #next(): void {
    if (this.#isBusy || this.#waiting.size < this.#present.size) return;
    while (this.#order[0] !== undefined && !this.#present.has(this.#order[0])) this.#order.shift();
    const name = this.#order.shift() ?? [...this.#waiting.keys()][0];
    const go = name === undefined ? undefined : this.#waiting.get(name);
    if (name === undefined || !go) return;
    this.#waiting.delete(name);
    this.#isBusy = true;
    go();
  }
}
