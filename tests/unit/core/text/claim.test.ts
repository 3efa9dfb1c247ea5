import { expect, test } from 'vitest';
import { claimRefused } from '../../../../src/core/text/claim.ts';

const holder = {
  id: 'claim',
  agent: 'backlog-manager',
  run: { id: 7, attempt: 1 },
  epoch: 3,
  since: '2026-11-02T09:00:00Z',
  wanted: false,
  reserved: { nanoDollars: 0, unpricedTokens: 0 },
};
const refusal = { agent: 'backlog-manager', item: null, reason: 'claimed', holder } as const;

test('a run that is refused is told which run has what it wants', () => {
  expect(claimRefused({ ...refusal, run: { id: 8, attempt: 1 } })).toBe(
    'backlog-manager did not start on the project. Another run holds the project, the item or the pull request. ' +
      'Run 7 (backlog-manager) has held the project since 2026-11-02T09:00:00Z. ' +
      'Wait until it ends. A run that holds the project starts the next one when it ends.',
  );
});

test('a job that its own run refuses, as the leg of a matrix, is told so, and is promised no next run', () => {
  expect(claimRefused({ ...refusal, run: { id: 7, attempt: 1 } })).toBe(
    'backlog-manager did not start on the project. ' +
      'Another job of this same run (backlog-manager) has held the project since 2026-11-02T09:00:00Z. ' +
      'It does the work, and this job is not needed: run the agent in one job of the workflow, without a matrix.',
  );
});
