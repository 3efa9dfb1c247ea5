import { expect, test } from 'vitest';
import { isProgressDue, MOST_PROGRESS } from '../../../../src/core/policy/progress-due.ts';

/** The minutes at which an agent that always has news is heard, when it is asked every second. */
function heardAt(minutes: number): readonly number[] {
  const heard: number[] = [];
  for (let second = 0; second <= minutes * 60; second += 1) {
    const since = (second - (heard.at(-1) ?? 0)) * 1000;
    if (isProgressDue({ said: heard.length, since })) heard.push(second);
  }
  return heard.map((second) => second / 60);
}

test('progress is said at once, and then five times in all in the longest run', () => {
  const heard = heardAt(350);
  expect(heard[0]).toBe(0);
  expect(heard).toHaveLength(5);
  expect(MOST_PROGRESS).toBe(5);
});

test('each time takes longer to come than the one before', () => {
  const heard = heardAt(350);
  const distances = heard.slice(1).map((minute, index) => minute - (heard[index] ?? 0));
  expect(distances).toEqual([2, 6, 18, 54]);
});

test('a run of ten minutes is heard three times', () => {
  expect(heardAt(10)).toEqual([0, 2, 8]);
});
