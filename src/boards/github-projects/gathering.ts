interface Waiting<T, R> {
  readonly value: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets several that go on by themselves send together. It sends when everyone who has not left waits for it, so that
 * nobody waits for one who will not come.
 */
export class Gathering<T, R> {
  readonly #send: (values: readonly T[]) => Promise<readonly R[]>;
  #present: number;
  #waiting: Waiting<T, R>[] = [];

  /** `send` answers in the order of the values. */
  constructor(present: number, send: (values: readonly T[]) => Promise<readonly R[]>) {
    this.#present = present;
    this.#send = send;
  }

  add(value: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ value, resolve, reject });
      this.#sendIfComplete();
    });
  }

  /** Once by each of those who were present, when they will add nothing more. */
  leave(): void {
    this.#present -= 1;
    this.#sendIfComplete();
  }

  #sendIfComplete(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0 || waiting.length < this.#present) return;
    this.#waiting = [];
    this.#send(waiting.map(({ value }) => value)).then(
      (results) => {
        waiting.forEach(({ resolve, reject }, index) => {
          const result = results[index];
          if (result === undefined) reject(new Error('sent, and not answered'));
          else resolve(result);
        });
      },
      (error: unknown) => {
        for (const { reject } of waiting) reject(error);
      },
    );
  }
}
