/** Which interlocks stand in one row of the table. */
export interface Interlocks {
  readonly concurrency: boolean;
  readonly expectedState: boolean;
  readonly ledger: boolean;
  readonly onePullRequest: boolean;
}

const off: Interlocks = { concurrency: false, expectedState: false, ledger: false, onePullRequest: false };

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
  off,
  { ...off, onePullRequest: true },
  { ...off, expectedState: true },
  { ...off, concurrency: true },
  { ...off, expectedState: true, ledger: true },
  ALL_INTERLOCKS,
];

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
