/** Which interlocks stand in one row of the table. */
export interface Interlocks {
  readonly concurrency: boolean;
  readonly expectedState: boolean;
  readonly ledger: boolean;
  readonly onePullRequest: boolean;
}

export const NO_INTERLOCKS: Interlocks = {
  concurrency: false,
  expectedState: false,
  ledger: false,
  onePullRequest: false,
};

export const ALL_INTERLOCKS: Interlocks = {
  concurrency: true,
  expectedState: true,
  ledger: true,
  onePullRequest: true,
};

/**
 * None, each one alone, the ledger, and all of them: in the order in which the table tells its story. The ledger has the
 * guard with it: it decides which of two moves comes first, and without an expectation the later one is as welcome.
 */
export const COMBINATIONS: readonly Interlocks[] = [
  NO_INTERLOCKS,
  { ...NO_INTERLOCKS, onePullRequest: true },
  { ...NO_INTERLOCKS, expectedState: true },
  { ...NO_INTERLOCKS, concurrency: true },
  { ...NO_INTERLOCKS, expectedState: true, ledger: true },
  ALL_INTERLOCKS,
];

export function isSameCombination(one: Interlocks, other: Interlocks): boolean {
  return (
    one.concurrency === other.concurrency &&
    one.expectedState === other.expectedState &&
    one.ledger === other.ledger &&
    one.onePullRequest === other.onePullRequest
  );
}

/** Value of the demonstration bundle's environment variable: the interlocks that it leaves out. */
export function switchedOff(interlocks: Interlocks): string {
  return [
    ...(interlocks.expectedState ? [] : ['expected-state']),
    ...(interlocks.onePullRequest ? [] : ['one-pull-request']),
  ].join(',');
}

/** The shipped bundle has no switches, so it plays every row in which it can. */
export function needsDemonstration(interlocks: Interlocks): boolean {
  return switchedOff(interlocks) !== '';
}
