/**
 * Virtual time: a fixed epoch, moved on by one second for every change of state, so that timestamps and their order
 * are the same in every run of a scenario.
 *
 * Credentials do not live in virtual time: JWTs, the hour of an installation token and rate-limit windows follow the
 * real clock, because the clients under test compare them with theirs.
 */
export interface Clock {
  /** ISO 8601 without milliseconds, as GitHub writes it. */
  now(): string;
  /** One second later; the timestamp of the change that is being made. */
  tick(): string;
}

const EPOCH = Date.UTC(2026, 10, 2, 9, 0, 0);

export function createClock(): Clock {
  let seconds = 0;
  const now = (): string => `${new Date(EPOCH + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const tick = (): string => {
    seconds += 1;
    return now();
  };
  return { now, tick };
}
