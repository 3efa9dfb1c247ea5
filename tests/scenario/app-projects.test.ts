import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CardWorld, startCardWorld } from './app/card-world.ts';
import { CONFIG } from './app/fixture.ts';

let world: CardWorld;

beforeAll(async () => {
  world = await startCardWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

test('a merge moves the card on, and the move starts the backlog-manager as a person would', async () => {
  const where = await world.board();
  const card = where.addCard(5, 'In review');
  const head = { number: 6, title: 'Sort by date', body: 'Closes #5', head: 'topic', files: { a: 'b' } };
  await where.repository.addPullRequest(head);
  await where.repository.merge(6);
  expect(where.project.item(card).state).toBe('Merged');
  expect((await world.decided('edited')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
});

test('a label is no stage where the board is a project', async () => {
  const where = await world.board();
  where.addCard(5, 'In review');
  const { line } = await where.repository.label(5, 'Todo');
  expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-a-stage' });
});

test('two configurations that both call an item theirs start nobody', async () => {
  const where = await world.board();
  const config = CONFIG.replace(
    'board: { type: github-labels }',
    `board: { type: github-projects, owner: acme, number: ${where.number} }\nrepositories: [${where.repository.fullName}]`,
  );
  const second = await world.repository({ config });
  const { line } = await where.drag(where.addCard(1, 'Backlog'), 'Todo');
  expect(line).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
  expect([...where.repository.runs, ...second.runs]).toEqual([]);
});

test('of two pipelines on one project, an item belongs to the one whose repository it is in', async () => {
  const where = await world.board();
  const config = CONFIG.replace(
    '{ type: github-labels }',
    `{ type: github-projects, owner: acme, number: ${where.number} }`,
  );
  const second = await world.repository({ config });
  second.addIssue({ number: 1, title: 'Theirs' });
  const card = where.project.addItem({ issue: `${second.fullName}#1`, state: 'Backlog' });
  await where.drag(card.id, 'Todo');
  expect(second.runs).toMatchObject([{ inputs: { item: `${second.fullName}#1` } }]);
  expect(where.repository.runs).toEqual([]);
});

test('a board whose options do not fit says so, and is sent again when they are mended', async () => {
  const where = await world.board();
  const card = where.addCard(1, 'Backlog');
  const { id } = where.project.addOption('todo');
  const { delivery, line } = await where.drag(card, 'Todo');
  expect(delivery.statusCode).toBe(422);
  expect(line).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
  expect(id).toBeDefined();
  where.project.removeOption('todo');
  expect((await world.redeliver(delivery)).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
});
