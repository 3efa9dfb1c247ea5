/** One attempt to deliver a webhook, as GitHub's log has it. */
export interface DeliveryAttempt {
  readonly id: string;
  /** Of what is delivered: the same for all attempts. */
  readonly guid: string;
  readonly event: string;
  /** By GitHub's clock, in milliseconds since 1970 like all times here. */
  readonly at: number;
  readonly isRedelivery: boolean;
  /** 0 where nothing was answered and the log has no other word for it. */
  readonly statusCode: number;
}

/** A delivery whose last attempt failed. */
export interface Undelivered {
  readonly last: DeliveryAttempt;
  readonly attempts: number;
}

/** The attempts that succeeded, as far back as the log was read. */
export interface Successes {
  readonly guids: ReadonlySet<string>;
  /** Before it there may be more. */
  readonly knownSince: number;
}

/** What is older is left to people, who may have done by hand what was lost, and more since. */
const LONGEST_MS = 24 * 60 * 60_000;

/** Each pause is four times as long as the one before: of seven attempts the last comes after nearly a day. */
const FIRST_PAUSE_MS = 60_000;

/** Whether the attempt is too old to be followed by another. */
export function isPast({ at }: DeliveryAttempt, now: number): boolean {
  return now - at > LONGEST_MS;
}

/**
 * The deliveries whose time has come to be sent again, unless one of their attempts succeeded; the oldest first. How
 * often one was tried is counted in the log, which is the only memory. So one whose first attempt is not shown there,
 * because it is too old or because it succeeded, is left alone.
 */
export function undelivered(failures: readonly DeliveryAttempt[], now: number): readonly Undelivered[] {
  const byGuid = new Map<string, DeliveryAttempt[]>();
  for (const attempt of failures) {
    const known = byGuid.get(attempt.guid);
    if (known) known.push(attempt);
    else byGuid.set(attempt.guid, [attempt]);
  }
  return [...byGuid.values()]
    .flatMap((attempts) => {
      // Stryker disable next-line EqualityOperator: of two attempts of one moment either is the last
      const last = attempts.reduce((one, other) => (other.at > one.at ? other : one));
      return isDue(attempts, last, now) ? [{ last, attempts: attempts.length }] : [];
    })
    .sort((one, other) => one.last.at - other.last.at);
}

function isDue(attempts: readonly DeliveryAttempt[], last: DeliveryAttempt, now: number): boolean {
  const first = attempts.find(({ isRedelivery }) => !isRedelivery);
  if (!first || isPast(first, now)) return false;
  return isTransient(last) && now - last.at >= FIRST_PAUSE_MS * 4 ** (attempts.length - 1);
}

/** 5xx is the app's own, or GitHub's for a server that did not answer. Everything else waits in the log for a person. */
function isTransient({ statusCode }: DeliveryAttempt): boolean {
  return statusCode === 0 || statusCode >= 500;
}

export interface Redeliveries {
  readonly due: readonly Undelivered[];
  /** Of so many the log does not tell whether they were delivered since. They are left alone. */
  readonly unclear: number;
}

export function withoutDelivered(
  candidates: readonly Undelivered[],
  { guids, knownSince }: Successes,
): Redeliveries {
  const open = candidates.filter(({ last }) => !guids.has(last.guid));
  const due = open.filter(({ last }) => last.at >= knownSince);
  return { due, unclear: open.length - due.length };
}
