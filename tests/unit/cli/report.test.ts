import { describe, expect, test } from 'vitest';
import { ALL_INTERLOCKS, COMBINATIONS, type Interlocks } from '../../../src/cli/incident/interlocks.ts';
import { type Row, verdict } from '../../../src/cli/incident/report.ts';
import { spacingsOf } from '../../../src/cli/incident/spacings.ts';
import { renderTable } from '../../../src/cli/incident/table.ts';

const NONE: Interlocks = { concurrency: false, expectedState: false, ledger: false, onePullRequest: false };

function row(interlocks: Interlocks, [moves, implementationRuns, pullRequests]: readonly number[]): Row {
  return {
    interlocks,
    spacing: 'after-first-read',
    moves: moves ?? 0,
    implementationRuns: implementationRuns ?? 0,
    pullRequests: pullRequests ?? 0,
  };
}

describe('the verdict on a replay', () => {
  test('is good when the incident happens without interlocks and not with all of them', () => {
    const rows = [row(NONE, [2, 2, 2]), row(NONE, [1, 1, 1]), row(ALL_INTERLOCKS, [1, 1, 1])];
    expect(verdict(rows)).toEqual({ reproduced: true, prevented: true });
  });

  test.each([
    [1, 2, 2],
    [2, 1, 2],
    [2, 2, 1],
    [1, 1, 1],
    [0, 0, 0],
  ])('finds the incident not reproduced by %i moves, %i runs and %i pull requests', (...counts) => {
    expect(verdict([row(NONE, counts), row(ALL_INTERLOCKS, [1, 1, 1])]).reproduced).toBe(false);
  });

  test.each([
    [2, 1, 1],
    [1, 2, 1],
    [1, 1, 2],
    [0, 0, 0],
  ])(
    'finds it not prevented by %i moves, %i runs and %i pull requests, in one row of several',
    (...counts) => {
      const rows = [row(NONE, [2, 2, 2]), row(ALL_INTERLOCKS, [1, 1, 1]), row(ALL_INTERLOCKS, counts)];
      expect(verdict(rows).prevented).toBe(false);
    },
  );

  test('does not call a replay without rows prevented', () => {
    expect(verdict([])).toEqual({ reproduced: false, prevented: false });
  });

  test('does not take an incident with some interlocks for one without', () => {
    const rows = [row({ ...NONE, expectedState: true }, [2, 2, 2]), row(ALL_INTERLOCKS, [1, 1, 1])];
    expect(verdict(rows).reproduced).toBe(false);
  });
});

describe('the combinations of interlocks', () => {
  test('begin with none, end with all, and take each one alone between, the ledger with the guard', () => {
    const standing = COMBINATIONS.map((one) => Object.values(one).filter((value) => value === true).length);
    expect(standing).toEqual([0, 1, 1, 1, 2, 4]);
    expect(COMBINATIONS).toContainEqual({ ...NONE, expectedState: true, ledger: true });
    expect(new Set(COMBINATIONS.map((one) => JSON.stringify(one))).size).toBe(COMBINATIONS.length);
  });
});

test('another workflow is set against what keeps two runs of the agent apart', () => {
  const six = COMBINATIONS.filter((one) => spacingsOf(one).length === 6);
  expect(six).toEqual([
    { ...NONE, concurrency: true },
    { ...NONE, expectedState: true, ledger: true },
    ALL_INTERLOCKS,
  ]);
  expect(spacingsOf(NONE).map(({ name }) => name)).not.toContain('another-workflow-meanwhile');
});

describe('the table', () => {
  test('groups rows by their interlocks and says what each came to', () => {
    const table = renderTable(
      [row(NONE, [2, 2, 2]), row(NONE, [2, 2, 1]), row(NONE, [0, 0, 0]), row(ALL_INTERLOCKS, [1, 1, 1])],
      false,
    );
    const said = table.split('\n').map((line) => /\d {2}(\D+)$/.exec(line)?.[1] ?? line.replace(/ .*/, ''));
    expect(said).toEqual([
      'Interlocks:',
      '',
      'the incident',
      'work done twice',
      'nothing came of it',
      '',
      'Interlocks:',
      '',
      'one of each',
    ]);
  });

  test('names the interlocks that stood, in their order', () => {
    const [heading] = renderTable([row(ALL_INTERLOCKS, [1, 1, 1])], false).split('\n');
    expect(heading).toBe(
      'Interlocks: 1 concurrency group, 2 expected source state, 3 ledger, 4 one pull request',
    );
  });

  test('has no colour where none is wanted', () => {
    expect(renderTable([row(NONE, [2, 2, 2])], false)).not.toContain('\u001b');
    expect(renderTable([row(NONE, [2, 2, 2])], true)).toContain('\u001b');
  });
});
