import { expect, test } from 'vitest';
import { readSurroundings, reasonsPageUrl } from '../../../src/agents/run/surroundings.ts';

const env = {
  GITHUB_REPOSITORY: 'acme/web',
  GITHUB_RUN_ID: '412',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SERVER_URL: 'https://github.com/',
  GITHUB_EVENT_NAME: 'issues',
  GITHUB_EVENT_PATH: '/runner/event.json',
  RUNNER_TEMP: '/runner/temp',
};

test('the run is known by its page', () => {
  expect(readSurroundings(env)).toMatchObject({
    kind: 'read',
    surroundings: {
      home: { owner: 'acme', repository: 'web' },
      runUrl: 'https://github.com/acme/web/actions/runs/412',
    },
  });
});

test('the page of reasons is that of the commit that runs', () => {
  const action = { GITHUB_ACTION_REPOSITORY: 'dev/interlock', GITHUB_ACTION_REF: 'c0ffee' };
  expect(reasonsPageUrl({ ...env, ...action })).toBe(
    'https://github.com/dev/interlock/blob/c0ffee/docs/reasons.md',
  );
  expect(reasonsPageUrl(env)).toBeUndefined();
});

test('outside of a workflow, what is missing is named', () => {
  expect(readSurroundings({ ...env, GITHUB_RUN_ID: undefined, RUNNER_TEMP: undefined })).toEqual({
    kind: 'unusable',
    message: expect.stringContaining('GITHUB_RUN_ID, RUNNER_TEMP are not set'),
  });
});

test.each([
  [undefined, 1],
  // A variable of the repository that is not set.
  ['', 1],
  ['2.5', 2.5],
  ['60', 60],
])('INTERLOCK_PATIENCE %o multiplies how long is waited by %d', (INTERLOCK_PATIENCE, patience) => {
  expect(readSurroundings({ ...env, INTERLOCK_PATIENCE })).toMatchObject({ surroundings: { patience } });
});

test.each(['0', '-1', 'much', '1001', '1e9', 'Infinity'])(
  'INTERLOCK_PATIENCE %s is no patience, and it is said what is',
  (INTERLOCK_PATIENCE) => {
    expect(readSurroundings({ ...env, INTERLOCK_PATIENCE })).toEqual({
      kind: 'unusable',
      message: expect.stringContaining(
        `INTERLOCK_PATIENCE is "${INTERLOCK_PATIENCE}"; it takes a number above 0`,
      ),
    });
  },
);
