/**
 * GitHub's clock, as its answers tell it: that of a runner may be wrong by hours, and what people read beside GitHub's own
 * times must fit them. Before the first answer it is the machine's.
 */
export class ServerClock {
  readonly #now: () => number;
  /** In milliseconds. */
  #ahead = 0;

  /** `now`: the machine's, in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now() + this.#ahead);
  }

  /** Sets itself by the answers of a fetch. */
  following(send: typeof fetch): typeof fetch {
    return async (...request) => {
      const response = await send(...request);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) this.#ahead = date - this.#now();
      return response;
    };
  }
}
