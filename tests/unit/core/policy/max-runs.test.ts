import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isFull,
  itemsAtWork,
  nextWaiting,
  type Places,
  runsBefore,
  type UnfinishedRun,
} from '../../../../src/core/policy/max-runs.ts';

const item = (number: number) => ({ owner: 'acme', repository: 'web', number });
const run = (id: number, number: number): UnfinishedRun => ({
  id,
  displayTitle: `implementation · acme/web#${number} · app`,
});

/** Only an implementation takes a place. */
const places = (maxRuns: number): Places => ({ maxRuns, isTakenBy: (agent) => agent === 'implementation' });

describe('what is at work', () => {
  test('is each item with a live run of its implementation, once', () => {
    const again = { id: 3, displayTitle: 'implementation · Acme/Web#1 · manual' };
    expect([...itemsAtWork([run(1, 1), run(2, 2), again], places(1))]).toEqual(['acme/web#1', 'acme/web#2']);
  });

  test('are no runs of agents of the whole project', () => {
    expect(itemsAtWork([{ id: 1, displayTitle: 'backlog-manager · web · app' }], places(1)).size).toBe(0);
  });

  test('may be any run whose name says nothing', () => {
    const nameless = (id: number): UnfinishedRun => ({ id, displayTitle: 'Interlock' });
    expect(itemsAtWork([nameless(1), nameless(2)], places(1)).size).toBe(2);
  });
});

describe('an item that is to be started', () => {
  test.each([
    [0, false],
    [1, false],
    [2, true],
    [3, true],
  ])('with %i others at work, of at most two: has to wait is %j', (others, full) => {
    const runs = Array.from({ length: others }, (_, index) => run(index, 100 + index));
    expect(isFull(item(1), runs, places(2))).toBe(full);
  });

  test('does not wait because of its own earlier run, behind which its group lets it wait anyway', () => {
    expect(isFull(item(1), [run(1, 1)], places(1))).toBe(false);
  });
});

describe('a run that starts', () => {
  test('counts the runs that were there before it, but for the one whose place it takes', () => {
    const runs = [run(1, 1), run(2, 2), run(4, 4), run(5, 5)];
    expect(runsBefore({ id: 4, takesPlaceOf: undefined }, runs).map(({ id }) => id)).toEqual([1, 2]);
    expect(runsBefore({ id: 4, takesPlaceOf: 2 }, runs).map(({ id }) => id)).toEqual([1]);
  });

  test('of any runs of different items, in any order of looking and ending, no more than the bound work', () => {
    const steps = fc.array(fc.record({ run: fc.nat(7), ends: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (story, maxRuns) => {
        const state = Array.from({ length: 8 }, (): 'queued' | 'works' | 'ended' => 'queued');
        for (const { run: id, ends } of story) {
          if (ends && state[id] === 'works') state[id] = 'ended';
          if (state[id] !== 'queued') continue;
          const live = state.flatMap((one, index) => (one === 'ended' ? [] : [run(index, index)]));
          const before = runsBefore({ id, takesPlaceOf: undefined }, live);
          state[id] = isFull(item(id), before, places(maxRuns)) ? 'ended' : 'works';
          expect(state.filter((one) => one === 'works').length).toBeLessThanOrEqual(maxRuns);
        }
      }),
    );
  });
});

describe('of the items that wait', () => {
  const waiting = [
    { id: item(4), since: '2026-11-23 10:00:02' },
    { id: item(9), since: '2026-11-23 10:00:01' },
    { id: item(8), since: '2026-11-23 10:00:01' },
  ];

  test('as many start as places are free, the longest waiting first', () => {
    expect(nextWaiting(waiting, [run(1, 1)], places(3))).toEqual([item(8), item(9)]);
  });

  test('the order is one, whatever order they were found in', () => {
    const sinces = ['2026-11-23 10:00:01', '2026-11-23 10:00:02', '2026-11-23 10:00:03'];
    const many = sinces.flatMap((since, index) => [
      { id: item(10 - index), since },
      { id: item(20 - index), since },
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        expect(nextWaiting(shuffled, [], places(6))).toEqual([10, 20, 9, 19, 8, 18].map(item));
      }),
      { seed: 10 },
    );
  });

  test.each([1, 2])('none starts while all places are taken (%i of 1)', (taken) => {
    const runs = Array.from({ length: taken }, (_, index) => run(index, 100 + index));
    expect(nextWaiting(waiting, runs, places(1))).toEqual([]);
  });

  test('none is started again while its run lives', () => {
    expect(nextWaiting(waiting, [run(1, 8)], places(2))).toEqual([item(9)]);
  });
});
