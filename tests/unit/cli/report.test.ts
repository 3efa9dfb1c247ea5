import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectedCounts, spacingsOf } from '../../../src/cli/incident/expected.ts';
import {
  ALL_INTERLOCKS,
  COMBINATIONS,
  type Interlocks,
  NO_INTERLOCKS,
} from '../../../src/cli/incident/interlocks.ts';
import { judgeReplay, type PlayedRow, type Row } from '../../../src/cli/incident/report.ts';
import type { SpacingName } from '../../../src/cli/incident/spacings.ts';
import { renderTable, verdictLine } from '../../../src/cli/incident/table.ts';

function row(
  interlocks: Interlocks,
  [moves, implementationRuns, pullRequests]: readonly [number, number, number],
  spacing: SpacingName = 'after-first-read',
): PlayedRow {
  return { interlocks, spacing, moves, implementationRuns, pullRequests };
}

function invalid(interlocks: Interlocks): Row {
  const happened = 'run 7 of backlog-manager ended with failure: timed out';
  return { interlocks, spacing: 'after-first-read', invalid: [happened] };
}

/** Every row of the table, as it has to be. */
function goodTable(): readonly Row[] {
  return COMBINATIONS.flatMap((interlocks) =>
    spacingsOf(interlocks).map(({ name }) => ({
      interlocks,
      spacing: name,
      ...expectedCounts(interlocks, name),
    })),
  );
}

describe('the verdict on a replay', () => {
  test('is good when every row is as it has to be', () => {
    expect(judgeReplay(goodTable())).toEqual({ invalid: 0, unexpected: 0, isGood: true });
  });

  test('is bad when any row of any block has another figure', () => {
    const table = goodTable();
    for (const [index, one] of table.entries()) {
      for (const figure of ['moves', 'implementationRuns', 'pullRequests'] as const) {
        const other = { ...one, [figure]: 3 } as Row;
        expect(judgeReplay(table.with(index, other))).toEqual({ invalid: 0, unexpected: 1, isGood: false });
      }
    }
  });

  test('is bad when an incident happens less than it has to', () => {
    expect(judgeReplay([row(NO_INTERLOCKS, [1, 1, 1])]).isGood).toBe(false);
  });

  test('is bad when a row was not played as it is written', () => {
    expect(judgeReplay([...goodTable(), invalid(NO_INTERLOCKS)])).toEqual({
      invalid: 1,
      unexpected: 0,
      isGood: false,
    });
  });

  test('is bad when there is no row', () => {
    expect(judgeReplay([]).isGood).toBe(false);
  });
});

describe('the combinations of interlocks', () => {
  test('begin with none, end with all, and take each one alone between, the ledger with the guard', () => {
    const standing = COMBINATIONS.map((one) => Object.values(one).filter((value) => value === true).length);
    expect(standing).toEqual([0, 1, 1, 1, 2, 4]);
    expect(COMBINATIONS).toContainEqual({ ...NO_INTERLOCKS, expectedState: true, ledger: true });
    expect(new Set(COMBINATIONS.map((one) => JSON.stringify(one))).size).toBe(COMBINATIONS.length);
  });
});

describe('what is expected', () => {
  test('another workflow is set against what keeps two runs of the agent apart', () => {
    const six = COMBINATIONS.filter((one) => spacingsOf(one).length === 6);
    expect(six).toEqual([
      { ...NO_INTERLOCKS, concurrency: true },
      { ...NO_INTERLOCKS, expectedState: true, ledger: true },
      ALL_INTERLOCKS,
    ]);
    expect(spacingsOf(NO_INTERLOCKS).map(({ name }) => name)).not.toContain('another-workflow-meanwhile');
  });

  test('is one of each wherever the ledger stands', () => {
    const withLedger = COMBINATIONS.filter(({ ledger }) => ledger);
    const counts = withLedger.flatMap((one) => spacingsOf(one).map(({ name }) => expectedCounts(one, name)));
    expect(counts).toHaveLength(12);
    for (const one of counts) expect(one).toEqual({ moves: 1, implementationRuns: 1, pullRequests: 1 });
  });

  test('is the incident in one gap of the guard alone, and in one of the group alone', () => {
    const gaps = COMBINATIONS.filter((one) => one.expectedState !== one.concurrency && !one.ledger).flatMap(
      (one) =>
        spacingsOf(one)
          .filter(({ name }) => expectedCounts(one, name).pullRequests === 2)
          .map(({ name }) => [one.expectedState ? 2 : 1, name]),
    );
    expect(gaps).toEqual([
      [2, 'between-second-read-and-write'],
      [1, 'another-workflow-meanwhile'],
    ]);
  });

  test('is what was recorded for the README', () => {
    const recorded = readFileSync(new URL('../../../docs/incident.json', import.meta.url), 'utf8');
    expect(JSON.parse(recorded)).toEqual({ scenario: 'incident', seed: 1, rows: goodTable() });
  });

  test('knows no row that is not in the table', () => {
    expect(() => expectedCounts(NO_INTERLOCKS, 'another-workflow-meanwhile')).toThrow('no row');
  });
});

describe('the table', () => {
  test('groups rows by their interlocks and says what each came to', () => {
    const table = renderTable(
      [
        row(NO_INTERLOCKS, [2, 2, 2]),
        row(NO_INTERLOCKS, [2, 2, 1]),
        row(NO_INTERLOCKS, [0, 0, 0]),
        row(ALL_INTERLOCKS, [1, 1, 1]),
      ],
      false,
    );
    const said = table
      .split('\n')
      .map((line) => /\d {2}([a-z].+)$/.exec(line)?.[1] ?? line.replace(/ .*/, ''));
    expect(said).toEqual([
      'Interlocks:',
      '',
      'the incident',
      'work done twice, but expected 2, 2 and 2',
      'nothing came of it, but expected 2, 2 and 2',
      '',
      'Interlocks:',
      '',
      'one of each',
    ]);
  });

  test('shows no figures of an invalid row, and says what happened in it', () => {
    const table = renderTable([invalid(NO_INTERLOCKS)], false);
    expect(table.split('\n').slice(2)).toEqual([
      expect.stringMatching(/^ {2}second cause after the first run's read +invalid: /),
      '    run 7 of backlog-manager ended with failure: timed out',
    ]);
  });

  test('names the interlocks that stood, in their order', () => {
    const [heading] = renderTable([row(ALL_INTERLOCKS, [1, 1, 1])], false).split('\n');
    expect(heading).toBe(
      'Interlocks: 1 concurrency group, 2 expected source state, 3 ledger, 4 one pull request',
    );
  });

  test('has no colour where none is wanted', () => {
    expect(renderTable([row(NO_INTERLOCKS, [2, 2, 2])], false)).not.toContain('\u001b');
    expect(renderTable([row(NO_INTERLOCKS, [2, 2, 2])], true)).toContain('\u001b');
  });
});

describe('the last line', () => {
  test('says what was proved only when every row is as it has to be', () => {
    const good = { invalid: 0, unexpected: 0, isGood: true };
    expect(verdictLine(good, false)).toBe(
      'Without interlocks the incident happens. With all of them it does not.',
    );
    expect(verdictLine(good, true)).toContain('Every row is as it has to be.');
    for (const verdict of [
      { invalid: 1, unexpected: 0, isGood: false },
      { invalid: 0, unexpected: 2, isGood: false },
    ]) {
      expect(verdictLine(verdict, true)).not.toContain('Without interlocks');
    }
  });

  test('tells invalid rows from unexpected ones', () => {
    expect(verdictLine({ invalid: 1, unexpected: 2, isGood: false }, true).split('\n')).toEqual([
      expect.stringContaining('1 row is invalid'),
      expect.stringContaining('2 rows are not what should have happened'),
    ]);
  });
});
