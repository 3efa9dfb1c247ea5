import { describe, expect, test } from 'vitest';
import {
  type DeliveryAttempt,
  isPast,
  undelivered,
  withoutDelivered,
} from '../../../../src/core/policy/redeliveries.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-23T12:00:00Z');

/** Attempts at one delivery, the first so many minutes ago, oldest first. */
function tried(guid: string, ...codes: readonly (readonly [minutesAgo: number, statusCode: number])[]) {
  return codes.map(
    ([minutesAgo, statusCode], index): DeliveryAttempt => ({
      id: `${guid}-${index}`,
      guid,
      event: 'issues',
      at: NOW - minutesAgo * MINUTE,
      isRedelivery: index > 0,
      statusCode,
    }),
  );
}

function due(failures: readonly DeliveryAttempt[]): readonly string[] {
  return undelivered(failures, NOW).map(({ last }) => last.id);
}

describe('a delivery is sent again', () => {
  test.each([500, 502, 503, 504, 0])('whose last attempt ended with %i', (code) => {
    expect(due(tried('a', [2, code]))).toEqual(['a-0']);
  });

  test.each([400, 401, 404, 413, 422, 301])('but not where a person has to mend what %i says', (code) => {
    expect(due(tried('a', [2, code]))).toEqual([]);
  });

  test('by what its last attempt says, not an earlier one', () => {
    expect(due(tried('a', [60, 503], [30, 422]))).toEqual([]);
    expect(due(tried('a', [60, 422], [30, 503]))).toEqual(['a-1']);
  });

  test('once, whatever the order of the log', () => {
    const attempts = tried('a', [60, 503], [30, 503]);
    expect(due(attempts)).toEqual(['a-1']);
    expect(due(attempts.toReversed())).toEqual(['a-1']);
  });

  test('before those that failed later', () => {
    expect(due([...tried('late', [2, 503]), ...tried('early', [9, 503])])).toEqual(['early-0', 'late-0']);
  });

  test('not before its last attempt is a minute old', () => {
    expect(due(tried('a', [0.9, 503]))).toEqual([]);
    expect(due(tried('a', [1, 503]))).toEqual(['a-0']);
  });

  test('after pauses that grow fourfold', () => {
    expect(due(tried('a', [9, 503], [3.9, 503]))).toEqual([]);
    expect(due(tried('a', [9, 503], [4, 503]))).toEqual(['a-1']);
    expect(due(tried('a', [60, 503], [40, 503], [15.9, 503]))).toEqual([]);
    expect(due(tried('a', [60, 503], [40, 503], [16, 503]))).toEqual(['a-2']);
  });

  test('at most six times, however long ago', () => {
    const seven = [1439, 1438, 1434, 1418, 1354, 1100, 20].map((ago) => [ago, 503] as const);
    expect(due(tried('a', ...seven.slice(0, 6)))).toEqual(['a-5']);
    expect(due(tried('a', ...seven))).toEqual([]);
  });

  test('not a day after its first attempt', () => {
    expect(due(tried('a', [24 * 60, 503]))).toEqual(['a-0']);
    expect(due(tried('a', [24 * 60 + 1, 503]))).toEqual([]);
    expect(due(tried('a', [24 * 60 + 1, 503], [300, 503]))).toEqual([]);
  });

  test('not where the log does not show its first attempt, so that nobody knows how many there were', () => {
    expect(due(tried('a', [60, 503], [30, 503]).slice(1))).toEqual([]);
  });
});

describe('of deliveries that failed', () => {
  const candidates = undelivered([...tried('a', [60, 503]), ...tried('b', [30, 503])], NOW);
  const guids = ({ due }: ReturnType<typeof withoutDelivered>) => due.map(({ last }) => last.guid);

  test('those that succeeded since are not sent again', () => {
    const rest = withoutDelivered(candidates, { guids: new Set(['a']), knownSince: 0 });
    expect(guids(rest)).toEqual(['b']);
    expect(rest.unclear).toBe(0);
  });

  test('those that may have succeeded where the log was not read are left alone, and counted', () => {
    const rest = withoutDelivered(candidates, { guids: new Set(), knownSince: NOW - 45 * MINUTE });
    expect(guids(rest)).toEqual(['b']);
    expect(rest.unclear).toBe(1);
    const asFarAsRead = withoutDelivered(candidates, { guids: new Set(), knownSince: NOW - 60 * MINUTE });
    expect(guids(asFarAsRead)).toEqual(['a', 'b']);
  });
});

test('what is a day old is past', () => {
  const [attempt] = tried('a', [24 * 60, 503]);
  if (!attempt) throw new Error('no attempt');
  expect(isPast(attempt, NOW)).toBe(false);
  expect(isPast(attempt, NOW + 1)).toBe(true);
});
