import { expect, test } from 'vitest';
import { createActionWorld } from './action/action-world.ts';
import { addLedger } from './ledger/ledger-view.ts';

const STATES = ['Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];
const CONFIG = `version: 1
project: web
ledger: on
router: workflow
board: { type: github-projects, owner: acme, number: 7 }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'date +%N >> log.md' }
`;
const APP = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  organization_projects: 'write',
  pull_requests: 'write',
} as const;

test('on a GitHub project the pipeline runs from backlog to merged with a ledger, each agent once', async () => {
  await using world = await createActionWorld({ config: CONFIG, appPermissions: APP, route: true });
  const { sandbox, web, token } = world;
  const ledger = await addLedger(sandbox, web);
  const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states: STATES });
  for (const number of [1, 2]) {
    web.addIssue({ number, title: `Item ${number}` });
    project.addItem({ issue: `acme/web#${number}`, state: 'Backlog' });
  }
  const stages = () =>
    [1, 2].flatMap((number) => project.itemsOf(`acme/web#${number}`).map(({ state }) => state));
  await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  expect(stages()).toEqual(['In review', 'Backlog']);

  const answer = await fetch(
    `${sandbox.apiUrl}/repos/acme/web/pulls/${web.pullRequests()[0]?.number}/merge`,
    {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
    },
  );
  expect(answer.status).toBe(200);
  await sandbox.idle();
  expect(stages()).toEqual(['Merged', 'In review']);
  const agents = sandbox
    .runs('acme/web')
    .filter(({ inputs }) => inputs['agent'] !== undefined)
    .toSorted((a, b) => a.id - b.id);
  expect(agents.map(({ inputs }) => `${inputs['agent']} ${inputs['item']}`.trim())).toEqual([
    'backlog-manager',
    'implementation acme/web#1',
    'backlog-manager',
    'implementation acme/web#2',
  ]);
  expect(agents.filter(({ conclusion }) => conclusion !== 'success')).toEqual([]);
  const moves = await ledger.events('move-decided');
  expect(moves.map(({ item, move }) => `${item} ${move.to}`)).toEqual([
    'acme/web#1 todo',
    'acme/web#1 in-progress',
    'acme/web#1 in-review',
    'acme/web#1 merged',
    'acme/web#2 todo',
    'acme/web#2 in-progress',
    'acme/web#2 in-review',
  ]);
  expect(await ledger.state()).toMatchObject({ claims: {}, dispatches: {}, breaker: null });
});
