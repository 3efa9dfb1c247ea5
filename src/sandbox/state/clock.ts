/**
 * Virtual time: a fixed epoch, moved on by one second for every change of state, so that timestamps and their order
 * are the same in every run of a scenario. Answers carry it in their header `date`, as GitHub's carry GitHub's time.
 *
 * Credentials do not live in virtual time: JWTs and the hour of an installation token follow the real clock, because
 * the clients under test compare them with theirs.
 */
export interface Clock {
  /** ISO 8601 without milliseconds, as GitHub writes it. */
  now(): string;
  /** One second later; the timestamp of the change that is being made. */
  tick(): string;
  /** Time goes by in which nothing happens. */
  pass(seconds: number): void;
}

const EPOCH = Date.UTC(2026, 10, 2, 9, 0, 0);

export function createClock(): Clock {
  let seconds = 0;
  const now = (): string => `${new Date(EPOCH + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const tick = (): string => {
    seconds += 1;
    return now();
  };
  const pass = (passed: number): void => {
    seconds += passed;
  };
  return { now, tick, pass };
}

/** As HTTP writes it: `Mon, 02 Nov 2026 09:00:00 GMT`. */
export function httpDate({ now }: Clock): string {
  return new Date(now()).toUTCString();
}
