import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardBoard, type CardWorld, startCardWorld } from './card-world.ts';
import { CONFIG } from './fixture.ts';

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
  expect(world.sandbox.calls.map(({ operationId }) => operationId)).not.toContain(
    'graphql:query BoardLayout',
  );
  expect((await world.decided('edited')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
});

describe("where GitHub's own automation moves the card of a merged item to Done first", () => {
  const merge = async (where: CardBoard) => {
    where.project.setAutomations(true);
    await where.repository.addPullRequest({
      number: 6,
      title: 'Sort by date',
      body: 'Closes #5',
      head: 'topic',
      files: { a: 'b' },
    });
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'pull_request');
    const merged = where.repository.merge(6);
    await held.reached;
    await world.sandbox.until(
      () => where.project.itemsOf(`${where.repository.fullName}#5`)[0]?.state === 'Done',
    );
    held.release();
    return merged;
  };

  test('the merge moves it on from there', async () => {
    const where = await world.board();
    const card = where.addCard(5, 'In review');
    await merge(where);
    expect(where.project.item(card).state).toBe('Merged');
  });

  test('on a board without a stage for merged items it is there already, and the next work starts all the same', async () => {
    const where = await world.board();
    where.project.removeOption('Merged');
    const card = where.addCard(5, 'In review');
    const writes = () => world.sandbox.calls.filter(({ operationId }) => operationId.endsWith('MoveCards'));
    const before = writes().length;
    const { line } = await merge(where);
    expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(writes()).toHaveLength(before);
    expect(where.project.item(card).state).toBe('Done');
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'backlog-manager' } }]);
  });
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
