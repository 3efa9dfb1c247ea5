import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardWorld, startCardWorld } from './card-world.ts';

let world: CardWorld;

beforeAll(async () => {
  world = await startCardWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

describe('a card that a person drags', () => {
  test('to todo starts the implementation of its item, in the repository whose configuration names the project', async () => {
    const where = await world.board();
    const { delivery, line } = await where.drag(where.addCard(538, 'Backlog'), 'Todo');
    const item = `${where.repository.fullName}#538`;
    expect(delivery.statusCode).toBe(200);
    expect(line).toMatchObject({ subject: item, outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs.map(({ inputs }) => inputs)).toMatchObject([
      { project: 'web', agent: 'implementation', item, cause: `entered-todo ${item}` },
    ]);
  });

  test.each([
    ['Backlog', 'backlog'],
    ['Merged', 'merged'],
  ])("to %s starts the project's backlog-manager", async (state, stage) => {
    const where = await world.board();
    await where.drag(where.addCard(538, 'In review'), state);
    expect(where.repository.runs).toMatchObject([
      {
        inputs: {
          agent: 'backlog-manager',
          item: '',
          cause: `entered-${stage} ${where.repository.fullName}#538`,
        },
      },
    ]);
  });

  test('is understood by the name or the id that its board has for the stage', async () => {
    const where = await world.board(
      () => ', states: { backlog: Backlog, todo: Next, in-progress: In progress, done: Done }',
    );
    where.project.renameOption('Todo', 'Next');
    await where.drag(where.addCard(1, 'Backlog'), 'Next');
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test('in the field that the configuration names by its id is understood, whatever its name', async () => {
    const where = await world.board((project) => {
      const options = ['Backlog', 'Todo', 'In progress', 'Done'];
      return `, field: ${project.addSelectField({ name: 'Pipeline', options }).id}`;
    });
    const card = where.addCard(1);
    await where.drag(card, 'Backlog', 'Pipeline');
    expect((await where.drag(card, 'Todo', 'Pipeline')).line).toMatchObject({ outcome: 'acted' });
    expect(where.repository.runs.map(({ inputs }) => inputs['agent'])).toEqual([
      'backlog-manager',
      'implementation',
    ]);
  });

  test('is looked at where the event does not say the id of the field, which was configured by its id', async () => {
    const where = await world.board((project) => {
      const options = ['Backlog', 'Todo', 'In progress', 'Done'];
      return `, field: ${project.addSelectField({ name: 'Pipeline', options }).id}`;
    });
    const { delivery } = await where.drag(where.addCard(1), 'Todo', 'Pipeline');
    const { field_value: value } = delivery.request.payload['changes'] as { field_value: object };
    const payload = {
      ...delivery.request.payload,
      changes: { field_value: { ...value, field_node_id: undefined } },
    };
    await world.post({ event: 'projects_v2_item', payload, id: 'of-old' });
    expect(await world.app.decisionsOf('of-old')).toMatchObject([{ outcome: 'acted', reason: 'dispatched' }]);
  });

  test('and drags on before the webhook is read starts nobody for where it was', async () => {
    const where = await world.board();
    const card = where.addCard(538, 'Backlog');
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'projects_v2_item');
    const first = where.drag(card, 'Todo');
    await held.reached;
    where.project.setStatus(card, 'Someday');
    held.release();
    expect((await first).line).toMatchObject({ outcome: 'skipped', reason: 'no-stage' });
    expect(where.repository.runs).toEqual([]);
  });

  test('and that is elsewhere by then is left to the event that says so', async () => {
    const where = await world.board();
    const card = where.addCard(538, 'Backlog');
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'projects_v2_item');
    const first = where.drag(card, 'Todo');
    await held.reached;
    where.project.setStatus(card, 'Backlog');
    held.release();
    expect((await first).line).toMatchObject({ outcome: 'skipped', reason: 'state-changed' });
    expect(where.repository.runs).toEqual([]);
  });
});
