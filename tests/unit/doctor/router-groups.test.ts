import { expect, test } from 'vitest';
import { checkRouter } from '../../../src/doctor/checks/router.ts';
import { AGENTS, AGENTS_FILE, CONFIG, ROUTER, ROUTER_FILE, SCHEDULE, subjectOf } from './subject-of.ts';

const grouped = (concurrency: string, workflow = ROUTER): string =>
  workflow.replace('jobs:\n', `concurrency: ${concurrency}\njobs:\n`);

const check = (workflow: string, ledger: 'on' | 'off' = 'off') =>
  checkRouter(
    subjectOf(
      { [AGENTS_FILE]: AGENTS, [ROUTER_FILE]: workflow },
      CONFIG.replace('board:', `router: workflow\nledger: ${ledger}\nboard:`),
    ),
  );

test('the shipped router stands in no group', async () => {
  expect(await check(ROUTER)).toMatchObject([{ level: 'ok' }]);
});

test.each([
  ['one group for all', 'route', 'route'],
  ['one for each issue', 'dispatch-${{ github.event.issue.number }}', 'dispatch-1'],
  [
    'one for each issue or pull request',
    'route-${{ github.event.issue.number || github.event.pull_request.number }}',
    'route-1',
  ],
  [
    'one for each event',
    "'${{ github.event_name }}-${{ github.event.action }}'",
    'pull_request_target-labeled',
  ],
  [
    'one at the branch, as many write it',
    "'${{ github.workflow }}-${{ github.ref }}'",
    'interlock-refs/heads/main',
  ],
])('a router in %s loses the event of a run that GitHub replaces', async (_, group, name) => {
  const lost = `into the group "${name}": of those that wait there GitHub keeps only the newest, and the event of a run that it replaces is lost`;
  expect(await check(grouped(group))).toMatchObject([
    { level: 'error', message: expect.stringContaining(`${lost}.`) },
  ]);
  expect(await check(grouped(group), 'on')).toMatchObject([
    { level: 'warning', message: expect.stringContaining(`${lost} until the reconciler finds out.`) },
  ]);
});

test('and so does one whose job names the group', async () => {
  const workflow = ROUTER.replace('    runs-on:', '    concurrency: route\n    runs-on:');
  expect(await check(workflow)).toMatchObject([
    { level: 'error', message: expect.stringContaining('the group "route"') },
  ]);
});

test.each(['on', 'off'] as const)(
  'a router that a new event stops is an error, with ledger: %s',
  async (ledger) => {
    expect(await check(grouped('{ group: route, cancel-in-progress: true }'), ledger)).toMatchObject([
      { level: 'error', message: expect.stringContaining('in the middle of a move') },
    ]);
  },
);

test.each([
  ['a group in which all wait', '{ group: route, queue: max }'],
  ['a group of each run', 'route-${{ github.run_id }}'],
])('a router may stand in %s', async (_, concurrency) => {
  expect(await check(grouped(concurrency))).toMatchObject([{ level: 'ok' }]);
});

test('a router that only a clock starts may be replaced by the next one', async () => {
  const subject = subjectOf(
    {
      [AGENTS_FILE]: AGENTS,
      [ROUTER_FILE]: ROUTER,
      '.github/workflows/interlock-schedule.yml': grouped('schedule', SCHEDULE),
    },
    CONFIG.replace('board:', 'router: workflow\nledger: off\nboard:'),
  );
  expect(await checkRouter(subject)).toMatchObject([{ level: 'ok' }]);
});

test('a router in the group of an agent is an error: each would replace the other', async () => {
  const errors = await check(grouped('{ group: interlock/web/backlog-manager, queue: max }'));
  expect(errors).toMatchObject([
    {
      level: 'error',
      message: expect.stringContaining(`backlog-manager and ${ROUTER_FILE} share the group`),
    },
  ]);
});

test('a group that cannot be evaluated is an error', async () => {
  expect(await check(grouped("'${{ fromJSON(github.event.action).x }}'"))).toMatchObject([
    { level: 'error', message: expect.stringContaining('cannot evaluate') },
  ]);
});
