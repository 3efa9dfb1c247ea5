import { expect, test } from 'vitest';

import { matchesRun } from '../../../../src/sandbox/actions/rest/match-run.ts';
import type { WorkflowRun } from '../../../../src/sandbox/actions/workflow-run.ts';

const run = {
  actor: 'mona',
  headBranch: 'main',
  event: 'workflow_dispatch',
  status: 'completed',
  conclusion: 'cancelled',
  headSha: 'a',
  createdAt: '2026-11-02T09:00:05Z',
} as WorkflowRun;

test.each([
  [{ status: 'completed' }, true],
  [{ status: 'cancelled' }, true],
  [{ status: 'queued' }, false],
  [{ actor: 'MONA' }, true],
  [{ actor: 'hubot' }, false],
  [{ branch: 'topic' }, false],
  [{ event: 'push' }, false],
  [{ created: '2026-11-02' }, true],
  [{ created: '>2026-11-02' }, false],
  [{ created: '>=2026-11-02T09:00:05Z' }, true],
  [{ created: '<2026-11-02T09:00:05Z' }, false],
  [{ created: '2026-11-01..2026-11-02' }, true],
  [{ created: '*..2026-11-01' }, false],
])('a run is listed for %j: %s', (filter, isListed) => {
  expect(matchesRun(run, filter)).toBe(isListed);
});
