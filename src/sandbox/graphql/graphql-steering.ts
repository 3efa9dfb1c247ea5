import type { Call, CallMatch } from '../call.ts';

/** Searches of boards by matching calls are behind the board. */
export interface SearchLag {
  /** Every call by default. */
  match?: CallMatch;
  /** By how many changes. */
  changes: number;
}

/** One field of matching calls fails; the rest of the answer is there. */
export interface FailingField {
  match?: CallMatch;
  /** `Issue.comments` */
  field: string;
  /** How many times; every time by default. */
  times?: number;
  /** Default: GitHub's own timeout. */
  type?: string;
  message?: string;
}

export interface FieldFailure {
  type: string;
  message: string;
}

const TIMEOUT =
  'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `SANDBOX` when reporting this issue.';

/** What tests do to GraphQL beyond what they can do to any call. */
export class GraphqlSteering {
  #lags: SearchLag[] = [];
  readonly #failing: { rule: FailingField; struck: number }[] = [];

  /** Zero changes end the lag for every call. */
  lag(rule: SearchLag): void {
    this.#lags = rule.changes === 0 ? [] : [...this.#lags, rule];
  }

  fail(rule: FailingField): void {
    this.#failing.push({ rule, struck: 0 });
  }

  /** The rule that was made last counts. */
  lagOf(call: Call): number {
    return this.#lags.findLast(({ match = () => true }) => match(call))?.changes ?? 0;
  }

  failureOf(call: Call, field: string): FieldFailure | undefined {
    const entry = this.#failing.find(
      ({ rule, struck }) =>
        rule.field === field &&
        struck < (rule.times ?? Number.POSITIVE_INFINITY) &&
        (rule.match?.(call) ?? true),
    );
    if (!entry) return undefined;
    entry.struck += 1;
    return { type: entry.rule.type ?? 'SERVICE_UNAVAILABLE', message: entry.rule.message ?? TIMEOUT };
  }
}
