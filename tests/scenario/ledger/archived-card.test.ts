import { expect, test } from 'vitest';
import { createActionWorld } from '../action/action-world.ts';
import { addLedger, NOTHING_IN_HAND } from './ledger-view.ts';

const CONFIG = `version: 1
isolation: none
project: web
ledger: on
board: { type: github-projects, owner: acme, number: 7 }
max-in-flight: 1
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'date > log.md' }
`;

const APP = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  organization_projects: 'write',
  pull_requests: 'write',
} as const;

test('an item whose card is archived while it is taken is not worked on, and counts when the card returns', async () => {
  await using world = await createActionWorld({ config: CONFIG, appPermissions: APP });
  const { sandbox, web } = world;
  const states = ['Backlog', 'Todo', 'In progress', 'In review', 'Done'];
  const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states });
  const ledger = await addLedger(sandbox, web);
  const add = (number: number, state: string) => {
    web.addIssue({ number, title: `Item ${number}` });
    return project.addItem({ issue: `acme/web#${number}`, state }).id;
  };
  const archived = add(1, 'Todo');
  const write = sandbox.hold(({ operationId }) => operationId === 'graphql:mutation MoveCards', { times: 1 });
  const taking = world.run('interlock.yml', {
    project: 'web',
    agent: 'implementation',
    item: 'acme/web#1',
  });
  await write.reached;
  project.archive(archived);
  write.release();
  const run = await taking;
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'no-stage' });
  expect(run.log).toContain('the card is in the archive of project 7 of acme');
  expect(web.pullRequests()).toEqual([]);
  expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
  // The move was given up, and holds no place.
  expect((await ledger.state()).items['acme/web#1']?.move ?? null).toBeNull();

  // Nobody sees the archived card, so that its place is free.
  sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'implementation');
  const manage = { project: 'web', agent: 'backlog-manager' };
  const other = add(2, 'Backlog');
  add(3, 'Backlog');
  expect((await world.run('interlock.yml', manage)).outputs).toMatchObject({ reason: 'selected' });
  expect(project.item(other).state).toBe('Todo');

  project.restore(archived);
  expect(project.item(archived).state).toBe('Todo');
  const last = await world.run('interlock.yml', manage);
  expect(last.outputs).toMatchObject({ outcome: 'noop', reason: 'at-capacity' });
  expect(last.log).toContain('2 of at most 1');
});
