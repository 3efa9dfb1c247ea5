import type { BoardName } from './boards/incident-board.ts';
import type { Interlocks } from './interlocks.ts';
import type { SpacingName } from './spacings.ts';

/** One row of the table: what happened to item 538. */
export interface Row {
  readonly interlocks: Interlocks;
  readonly spacing: SpacingName;
  /** Departures of the item into todo. */
  readonly moves: number;
  /** Workflow runs of the agent `implementation` for the item. */
  readonly implementationRuns: number;
  /** Pull requests for the item, whatever their state. */
  readonly pullRequests: number;
}

/** What `npm start -- --json` prints; the same seed gives the same document. */
export interface Report {
  readonly scenario: 'incident';
  /** Only where it is not the default. */
  readonly board?: Exclude<BoardName, 'github-labels'>;
  readonly seed: number;
  readonly rows: readonly Row[];
}

/** One departure, one implementation, one pull request: what every team means by "pick the next item". */
export function isPrevented(row: Row): boolean {
  return row.moves === 1 && row.implementationRuns === 1 && row.pullRequests === 1;
}

/** What must hold of a replay: the incident happens without interlocks, and with all of them it does not. */
export function verdict(rows: readonly Row[]): { readonly reproduced: boolean; readonly prevented: boolean } {
  const without = rows.filter(({ interlocks }) => standing(interlocks) === 0);
  const withAll = rows.filter(({ interlocks }) => standing(interlocks) === 4);
  return {
    reproduced: without.some(
      (row) => row.moves === 2 && row.implementationRuns === 2 && row.pullRequests === 2,
    ),
    prevented: withAll.length > 0 && withAll.every(isPrevented),
  };
}

function standing(interlocks: Interlocks): number {
  return Object.values(interlocks).filter(Boolean).length;
}
