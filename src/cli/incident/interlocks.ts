/** Which interlocks stand in one row of the table. `ledger` is null while there is none to switch. */
export interface Interlocks {
  readonly concurrency: boolean;
  readonly expectedState: boolean;
  readonly ledger: null;
  readonly onePullRequest: boolean;
}

const off: Interlocks = { concurrency: false, expectedState: false, ledger: null, onePullRequest: false };

/** All that this version has. */
export const ALL_INTERLOCKS: Interlocks = {
  concurrency: true,
  expectedState: true,
  ledger: null,
  onePullRequest: true,
};

/** None, each one alone, and all that this version has: in the order in which the table tells its story. */
export const COMBINATIONS: readonly Interlocks[] = [
  off,
  { ...off, onePullRequest: true },
  { ...off, expectedState: true },
  { ...off, concurrency: true },
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
