import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CardWorld, startCardWorld } from './card-world.ts';
import { CONFIG } from './fixture.ts';

let world: CardWorld;

beforeAll(async () => {
  world = await startCardWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

test('an item that is dragged to todo on the boards of two projects is started by the project of its repository', async () => {
  const web = await world.board();
  const api = await world.board(() => '', {
    config: CONFIG.replace('project: web', 'project: api').replace(
      'agents:',
      `repositories: [${web.repository.fullName}]\nagents:`,
    ),
  });
  const ours = web.addCard(1, 'Backlog');
  const item = `${web.repository.fullName}#1`;
  const theirs = api.project.addItem({ issue: item, state: 'Backlog' }).id;
  expect((await web.drag(ours, 'Todo')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
  const second = await api.drag(theirs, 'Todo');
  expect(second.line).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
  expect(second.delivery.statusCode).toBe(422);
  expect(second.line.detail).toContain(
    `${web.repository.fullName} is in \`repositories\` of project "api" in ${api.repository.fullName}, ` +
      `and project "web" in ${web.repository.fullName} has its issues as items too.`,
  );
  expect(web.repository.runs).toMatchObject([{ inputs: { agent: 'implementation', item } }]);
  expect(api.repository.runs).toEqual([]);
});

test('two projects that list a third repository both say so, and neither starts', async () => {
  const plain = await world.repository({ config: null });
  plain.addIssue({ number: 1, title: 'Sort' });
  const item = `${plain.fullName}#1`;
  const listing = (project: string) => ({
    config: CONFIG.replace('project: web', `project: ${project}`).replace(
      'agents:',
      `repositories: [${plain.fullName}]\nagents:`,
    ),
  });
  const boards = [await world.board(() => '', listing('api')), await world.board(() => '', listing('ops'))];
  for (const board of boards) {
    const card = board.project.addItem({ issue: item, state: 'Backlog' }).id;
    const { line } = await board.drag(card, 'Todo');
    expect(line).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
    expect(board.repository.runs).toEqual([]);
  }
});

test('a project that has its own repository alone asks for no other', async () => {
  const repository = await world.repository();
  repository.addIssue({ number: 1, title: 'Sort' });
  const before = world.sandbox.calls.length;
  expect((await repository.label(1, 'Todo')).line).toMatchObject({ outcome: 'acted' });
  expect(world.sandbox.calls.slice(before).map(({ operationId }) => operationId)).not.toContain(
    'graphql:query ReadFileEverywhere',
  );
});
