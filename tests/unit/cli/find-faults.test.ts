import { expect, test } from 'vitest';
import { findFaults } from '../../../src/cli/incident/find-faults.ts';
import type { IncidentWorld } from '../../../src/cli/incident/world.ts';

const DELIVERY = { event: 'issues', action: 'labeled', statusCode: 200, status: 'OK' };

function faultsOf(deliveries: readonly object[]): readonly string[] {
  const world = { runs: () => [], deliveries: () => deliveries, sandbox: { defects: [], refusals: [] } };
  return findFaults(world as unknown as IncidentWorld);
}

test('a webhook that the app accepts is no fault', () => {
  expect(faultsOf([DELIVERY])).toEqual([]);
});

test('what the app answered to one that it did not accept is told, without half a character', () => {
  const refused = {
    ...DELIVERY,
    statusCode: 500,
    status: 'Error',
    response: { body: `x${'👍'.repeat(500)}` },
  };
  expect(faultsOf([refused])).toEqual([
    `the app did not accept issues.labeled (Error): x${'👍'.repeat(149)}…`,
  ]);
});
