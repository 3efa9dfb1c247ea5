import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CardWorld, startCardWorld } from './card-world.ts';

let world: CardWorld;

beforeAll(async () => {
  world = await startCardWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

describe('a card that concerns nobody', () => {
  test('costs no API call once the project is known', async () => {
    const where = await world.board();
    const card = where.addCard(1, 'Backlog');
    where.project.addField({ name: 'Points', type: 'NUMBER' });
    await where.drag(card, 'Todo');
    const before = world.sandbox.calls.filter(({ by }) => by.kind !== 'person').length;
    for (const [state, reason] of [
      ['In review', 'no-trigger'],
      ['Done', 'no-trigger'],
      ['Someday', 'not-a-stage'],
    ] as const) {
      expect((await where.drag(card, state)).line).toMatchObject({
        outcome: 'skipped',
        reason,
        apiCalls: 0,
      });
    }
    expect(world.sandbox.calls.filter(({ by }) => by.kind !== 'person')).toHaveLength(before);
  });

  test('of a project that no configuration names costs none either, but for the first', async () => {
    const where = await world.unnamedBoard();
    const card = where.addCard(1, 'Backlog');
    expect((await where.drag(card, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-trigger',
    });
    expect((await where.drag(card, 'Done')).line).toMatchObject({ reason: 'no-trigger', apiCalls: 0 });
    expect(where.repository.runs).toEqual([]);
  });

  test('is one in another field', async () => {
    const where = await world.board();
    where.project.addSelectField({ name: 'Priority', options: ['Todo', 'Later'] });
    const card = where.addCard(1, 'Backlog');
    await where.drag(card, 'In review');
    expect((await where.drag(card, 'Todo', 'Priority')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-trigger',
      apiCalls: 0,
    });
    expect(where.repository.runs).toEqual([]);
  });

  test('is a draft, and it is said', async () => {
    const where = await world.board();
    const { id } = where.project.addItem({ draft: 'Think', state: 'Backlog' });
    expect((await where.drag(id, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'draft-card',
      apiCalls: 0,
    });
  });

  test('is one of two that show the same item', async () => {
    const where = await world.board();
    const card = where.addCard(1, 'Backlog');
    where.project.addItem({ issue: `${where.repository.fullName}#1`, state: 'Someday', evenIfThere: true });
    expect((await where.drag(card, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'state-ambiguous',
    });
    expect(where.repository.runs).toEqual([]);
  });

  test.each([
    ['in the archive', 'archive', 'the card is archived'],
    ['off the board', 'remove', 'the card has left the board'],
  ] as const)('is one that is %s by the time its event is read', async (_, leave, detail) => {
    const where = await world.board();
    const card = where.addCard(1, 'Backlog');
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'projects_v2_item');
    const dragged = where.drag(card, 'Todo');
    await held.reached;
    where.project[leave](card);
    held.release();
    expect((await dragged).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-stage',
      detail: expect.stringContaining(detail),
    });
    expect(where.repository.runs).toEqual([]);
  });

  test('is one whose issue the App cannot see', async () => {
    const where = await world.board();
    const secret = await world.sandbox.createRepository({ owner: 'zeta', name: 'secret', private: true });
    const { number } = secret.addIssue({ title: 'Hidden' });
    const { id } = where.project.addItem({ issue: `zeta/secret#${number}`, state: 'Backlog' });
    expect((await where.drag(id, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-stage',
      detail: expect.stringContaining('shows nothing visible'),
    });
    expect(where.repository.runs).toEqual([]);
  });

  test('is one of a repository that is not part of the project', async () => {
    const where = await world.board();
    const foreign = await world.repository({ config: null });
    foreign.addIssue({ number: 3, title: 'Elsewhere' });
    const { id } = where.project.addItem({ issue: `${foreign.fullName}#3`, state: 'Backlog' });
    expect((await where.drag(id, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'item-foreign',
    });
    expect([...where.repository.runs, ...foreign.runs]).toEqual([]);
  });
});
