import { expect, test } from 'vitest';
import { reasonsPage } from '../../../src/action/reasons-page.ts';
import { readSurroundings } from '../../../src/action/surroundings.ts';

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
  expect(reasonsPage({ ...env, ...action })).toBe(
    'https://github.com/dev/interlock/blob/c0ffee/docs/reasons.md',
  );
  expect(reasonsPage(env)).toBeUndefined();
});

test('outside of a workflow, what is missing is named', () => {
  expect(readSurroundings({ ...env, GITHUB_RUN_ID: undefined, RUNNER_TEMP: undefined })).toEqual({
    kind: 'missing',
    message: expect.stringContaining('GITHUB_RUN_ID, RUNNER_TEMP are not set'),
  });
});
