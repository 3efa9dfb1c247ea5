import { COMBINATIONS, type Interlocks, isSameCombination } from './interlocks.ts';
import { SPACINGS, type Spacing, type SpacingName } from './spacings.ts';

/** What became of item 538. */
export interface IncidentCounts {
  /** Departures of the item into todo. */
  readonly moves: number;
  /** Workflow runs of the agent `implementation` for the item. */
  readonly implementationRuns: number;
  /** Pull requests for the item, open or not. */
  readonly pullRequests: number;
}

const INCIDENT: IncidentCounts = { moves: 2, implementationRuns: 2, pullRequests: 2 };
const DONE_TWICE: IncidentCounts = { moves: 2, implementationRuns: 2, pullRequests: 1 };
const ONE_OF_EACH: IncidentCounts = { moves: 1, implementationRuns: 1, pullRequests: 1 };

type ExpectedRows = Readonly<Partial<Record<SpacingName, IncidentCounts>>>;

/** For the spacings that every combination is played at. */
function besides(exceptions: ExpectedRows): ExpectedRows {
  return {
    'first-run-queued': ONE_OF_EACH,
    'after-first-read': ONE_OF_EACH,
    'between-second-read-and-write': ONE_OF_EACH,
    'after-first-implementation-started': ONE_OF_EACH,
    'after-first-implementation-ended': ONE_OF_EACH,
    ...exceptions,
  };
}

function whereTheSecondRunIsLate(counts: IncidentCounts): ExpectedRows {
  return besides({
    'first-run-queued': counts,
    'after-first-read': counts,
    'between-second-read-and-write': counts,
  });
}

/**
 * What each row has to come to, in the order of `COMBINATIONS`. This is written by hand, from what the interlocks promise,
 * and is not recorded: a replay that is compared with its own record proves nothing.
 *
 * The last spacing is played where the others are prevented: elsewhere it would tell what the third one tells already.
 */
const EXPECTED: readonly ExpectedRows[] = [
  whereTheSecondRunIsLate(INCIDENT),
  whereTheSecondRunIsLate(DONE_TWICE),
  besides({ 'between-second-read-and-write': INCIDENT }),
  besides({ 'another-workflow-meanwhile': INCIDENT }),
  besides({ 'another-workflow-meanwhile': ONE_OF_EACH }),
  besides({ 'another-workflow-meanwhile': ONE_OF_EACH }),
];

/** Throws for a row that is not in the table. */
export function expectedCounts(interlocks: Interlocks, spacing: SpacingName): IncidentCounts {
  const counts = expectedRows(interlocks)[spacing];
  if (!counts) throw new Error(`The table has no row ${spacing} for ${JSON.stringify(interlocks)}`);
  return counts;
}

/** The spacings at which a combination is played. */
export function spacingsOf(interlocks: Interlocks): readonly Spacing[] {
  const rows = expectedRows(interlocks);
  return SPACINGS.filter(({ name }) => rows[name] !== undefined);
}

function expectedRows(interlocks: Interlocks): ExpectedRows {
  return EXPECTED[COMBINATIONS.findIndex((one) => isSameCombination(one, interlocks))] ?? {};
}
