import type { BoardName } from './boards/incident-board.ts';
import { expectedCounts, type IncidentCounts } from './expected.ts';
import type { Interlocks } from './interlocks.ts';
import type { SpacingName } from './spacings.ts';

/** Which row of the table. */
export interface RowName {
  readonly interlocks: Interlocks;
  readonly spacing: SpacingName;
}

/** One row of the table: what became of item 538. */
export type Row = PlayedRow | InvalidRow;

export interface PlayedRow extends RowName, IncidentCounts {}

/** Something in it did not happen as the play says, so that its counts would mean nothing. */
export interface InvalidRow extends RowName {
  /** What happened in its place; a sentence each. */
  readonly invalid: readonly [string, ...string[]];
}

/** What `npm start -- --json` prints; the same seed gives the same document. */
export interface IncidentReport {
  readonly scenario: 'incident';
  /** Only where it is not the default. */
  readonly board?: Exclude<BoardName, 'github-labels'>;
  readonly seed: number;
  readonly rows: readonly Row[];
}

export function isInvalid(row: Row): row is InvalidRow {
  return 'invalid' in row;
}

/** One departure, one implementation, one pull request: what every team means by "pick the next item". */
export function isPrevented(row: PlayedRow): boolean {
  return row.moves === 1 && row.implementationRuns === 1 && row.pullRequests === 1;
}

export function isAsExpected(row: PlayedRow): boolean {
  const expected = expectedCounts(row.interlocks, row.spacing);
  return (
    row.moves === expected.moves &&
    row.implementationRuns === expected.implementationRuns &&
    row.pullRequests === expected.pullRequests
  );
}

export interface ReplayVerdict {
  readonly invalid: number;
  readonly unexpected: number;
  /** There are rows, each of them was played as it is written, and came to what it has to. */
  readonly isGood: boolean;
}

export function judgeReplay(rows: readonly Row[]): ReplayVerdict {
  const invalid = rows.filter(isInvalid).length;
  const unexpected = rows.filter((row) => !isInvalid(row) && !isAsExpected(row)).length;
  return { invalid, unexpected, isGood: rows.length > 0 && invalid === 0 && unexpected === 0 };
}
