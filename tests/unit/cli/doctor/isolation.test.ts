import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { arrangeDoctor, CONFIG, WORKFLOW } from './doctor-world.ts';

const found = async (job: object, keys = '') => {
  const workflow = parse(WORKFLOW);
  Object.assign(workflow.jobs.run, job);
  const config = CONFIG.replace('board:', `${keys}board:`);
  await using world = await arrangeDoctor({ config, workflow: stringify(workflow) });
  return await world.found('isolation');
};

test.each([
  ['ubuntu-latest', 'ok'],
  ['ubuntu-24.04-arm', 'ok'],
  ['ubuntu-slim', 'unknown'],
  ['macos-latest', 'error'],
  ['windows-2025', 'error'],
  ['self-hosted', 'unknown'],
  [['self-hosted', 'ubuntu-latest'], 'unknown'],
  [{ group: 'ours' }, 'unknown'],
  ['${{ vars.RUNNER }}', 'unknown'],
])('an engine on the runner %j is %s', async (runner, level) => {
  expect(await found({ 'runs-on': runner })).toMatchObject([{ level }]);
});

test.each([
  ['node:24', 'error'],
  [{ image: 'node:24' }, 'error'],
  [{ image: 'node:24', options: '--cap-add SYS_ADMIN' }, 'unknown'],
])('an engine in the container %j is %s', async (container, level) => {
  expect(await found({ container })).toMatchObject([{ level }]);
});

test.each([
  ['isolation: none\n', 'ubuntu-latest', 'warning'],
  ['isolation: none\nnetwork: model-only\n', 'ubuntu-latest', 'error'],
  ['isolation: user\n', 'ubuntu-latest', 'ok'],
  ['isolation: namespace\n', 'ubuntu-latest', 'error'],
  ['isolation: namespace\n', 'self-hosted', 'error'],
  ['isolation: namespace\ncloud-metadata: reachable\n', 'self-hosted', 'unknown'],
  ['isolation: namespace\nnetwork: model-only\n', 'self-hosted', 'unknown'],
])('with %j on %s is %s', async (keys, runner, level) => {
  expect(await found({ 'runs-on': runner }, keys)).toMatchObject([{ level }]);
});

test('a step after the engine, and a cache that is saved after it, are worth a warning', async () => {
  const { steps } = parse(WORKFLOW).jobs.run;
  const verdicts = await found({
    steps: [
      { uses: 'actions/cache/restore@v5', with: { path: '~/.npm', key: 'npm' } },
      { uses: 'actions/cache@v5', with: { path: '~/.m2', key: 'm2' } },
      ...steps,
      { run: './report.sh' },
    ],
  });
  expect(verdicts).toMatchObject([
    { level: 'ok' },
    { level: 'warning', message: expect.stringMatching(/^A step follows/) },
    { level: 'warning', message: expect.stringContaining('uses actions/cache@v5, which saves') },
  ]);
});

test('where fixed rules alone choose, there is no engine to isolate', async () => {
  const config = CONFIG.replace(/^.*engine: command.*\n/m, '');
  await using world = await arrangeDoctor({ config });
  expect(await world.found('isolation')).toMatchObject([{ level: 'ok' }]);
});
