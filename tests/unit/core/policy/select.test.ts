import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardItem } from '../../../../src/core/board-item.ts';
import { candidates, inFlight } from '../../../../src/core/policy/select.ts';
import { IN_FLIGHT_STAGES, STAGES, type Stage } from '../../../../src/core/stages.ts';

describe('capacity', () => {
  test('is taken by items in todo, in progress and in review, and by no others', () => {
    const items = STAGES.map((stage, index) => item({ number: index + 1, stages: [stage] }));
    expect(inFlight(items).map(({ states }) => states[0]?.stage)).toEqual([...IN_FLIGHT_STAGES]);
  });

  test('is taken once by an item in the middle of a move', () => {
    expect(inFlight([item({ number: 1, stages: ['backlog', 'todo'] })])).toHaveLength(1);
    expect(inFlight([item({ number: 1, stages: ['todo', 'in-progress'] })])).toHaveLength(1);
  });

  test('is not taken by an issue that was closed where it stood', () => {
    expect(inFlight([item({ number: 1, stages: ['in-review'], open: false })])).toEqual([]);
  });
});

describe('candidates', () => {
  test('are the open items of the backlog alone', () => {
    const items = [
      item({ number: 1, stages: ['backlog'] }),
      item({ number: 2, stages: ['backlog'], open: false }),
      item({ number: 3, stages: ['todo'] }),
      item({ number: 4, stages: ['backlog', 'todo'] }),
      item({ number: 5, stages: [] }),
      item({ number: 6, stages: ['planning'] }),
    ];
    expect(numbers(items)).toEqual([1]);
  });

  test('come oldest first', () => {
    expect(
      numbers([
        item({ number: 1, createdAt: '2026-11-03T00:00:00Z' }),
        item({ number: 2, createdAt: '2026-11-01T00:00:00Z' }),
        item({ number: 3, createdAt: '2026-11-02T00:00:00Z' }),
      ]),
    ).toEqual([2, 3, 1]);
  });

  test('of one moment come by number, ten after nine', () => {
    expect(numbers([item({ number: 10 }), item({ number: 9 })])).toEqual([9, 10]);
  });

  test('of one moment and number come by repository', () => {
    const sorted = candidates([
      item({ number: 1, repository: 'web' }),
      item({ number: 1, repository: 'api' }),
    ]);
    expect(sorted.map(({ id }) => id.repository)).toEqual(['api', 'web']);
  });

  test('come in one order, whatever order the board gave', () => {
    const items = [538, 539, 540, 541].map((number) =>
      item({ number, createdAt: `2026-11-0${(number % 3) + 1}T00:00:00Z` }),
    );
    const expected = numbers(items);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => {
        expect(numbers(shuffled)).toEqual(expected);
      }),
    );
  });
});

function numbers(items: readonly BoardItem[]): readonly number[] {
  return candidates(items).map(({ id }) => id.number);
}

interface Given {
  readonly number: number;
  readonly repository?: string;
  readonly stages?: readonly Stage[];
  readonly open?: boolean;
  readonly createdAt?: string;
}

function item({
  number,
  repository = 'web',
  stages = ['backlog'],
  open = true,
  createdAt,
}: Given): BoardItem {
  return {
    id: { owner: 'acme', repository, number },
    title: `Item ${number}`,
    body: '',
    url: `https://github.com/acme/${repository}/issues/${number}`,
    open,
    createdAt: createdAt ?? '2026-11-01T00:00:00Z',
    states: stages.map((stage) => ({ stage, name: stage })),
    openBlockers: 0,
  };
}
