import { expect, test } from 'vitest';
import { runsAMonth } from '../../../src/core/schedule.ts';

test.each([
  ['7 * * * *', 720],
  ['7,37 * * * *', 1440],
  ['7,22,37,52 * * * *', 2880],
  ['*/15 * * * *', 2880],
  ['0/30 * * * *', 1440],
  ['* * * * *', 43_200],
  ['7 */4 * * *', 180],
  ['7 6,18 * * *', 60],
])('the schedule %s starts a workflow %i times in a month of 30 days', (cron, runs) => {
  expect(runsAMonth(cron)).toBe(runs);
});

test.each(['7 * * * 1-5', '7 * 1 * *', '1-5 * * * *', '7 *', '*/0 * * * *', ''])(
  'no figure is made up for %j',
  (cron) => {
    expect(runsAMonth(cron)).toBeUndefined();
  },
);
