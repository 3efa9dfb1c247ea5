import { describe, expect, test } from 'vitest';
import { formatItemId, type ItemId } from '../../../src/core/item-id.ts';
import { guardedMove, inStage, plainMove } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

describe('cards', () => {
  test('of which one issue has two are ambiguous, even in the same state', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog', 'Backlog'] });
    const [listed] = await world.board.list(['backlog']);
    expect(listed).toMatchObject({ cards: 2 });
    const result = await guardedMove(world, id);
    expect(result).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
    expect(await plainMove(world, id)).toMatchObject({
      outcome: 'failed',
      reason: 'state-ambiguous',
      message: expect.stringContaining(`shows ${formatItemId(id)} 2 times`),
    });
    expect(world.traffic().writes).toBe(0);
  });

  test('of which one issue has two are ambiguous, even if one is in no state', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addItem({ issue: formatItemId(id), evenIfThere: true });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
    expect(world.traffic().writes).toBe(0);
  });

  test('in the archive are not there', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.archive(world.cardOf(id));
    expect(await world.board.list(['backlog'])).toEqual([]);
    expect((await world.board.read(id))?.states).toEqual([]);
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'no-stage' });
    expect(await plainMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'no-stage' });
    expect(world.look(id).states).toEqual(['Backlog']);
  });

  test.each([
    ['a guarded', guardedMove],
    ['a plain', plainMove],
  ] as const)(
    'that go to the archive between the read and the write of %s move are not moved, and it is said',
    async (_, move) => {
      await using world = await createGitHubProjectsWorld();
      const id = world.addItem({ states: ['Backlog'] });
      const write = world.sandbox.hold(({ operationId }) => operationId === 'graphql:mutation MoveCards');
      const moving = move(world, id);
      await write.reached;
      world.project.archive(world.cardOf(id));
      write.release();
      expect(await moving).toMatchObject({
        outcome: 'failed',
        reason: 'no-stage',
        message: expect.stringContaining(
          'was not moved to "Todo". Could not move acme/web#1 to "Todo": the card is in the archive of project 7 of acme',
        ),
      });
      expect(world.traffic().writes).toBe(1);
      expect(world.look(id).states).toEqual(['Backlog']);
    },
  );

  test('in the archive do not make the one on the board ambiguous', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addItem({
      issue: formatItemId(id),
      state: 'Done',
      evenIfThere: true,
      archived: true,
    });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved' });
  });

  test('that are drafts are no items', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.addItem({ draft: 'Think about it', state: 'Backlog' });
    world.project.addItem({ draft: 'In the works', state: 'In progress' });
    expect(await world.board.list(['backlog', 'in-progress'])).toEqual([]);
    expect(await world.board.openSelection().read()).toMatchObject({ items: [] });
  });

  test('of another project do not count', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const other = world.sandbox.createProject({ owner: 'acme', title: 'Roadmap', states: ['Todo'] });
    other.addItem({ issue: formatItemId(id), state: 'Todo' });
    expect(await world.board.read(id)).toMatchObject({ states: [inStage('backlog')] });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved' });
  });

  test('of repositories that are not part of the project are ignored', async () => {
    await using world = await createGitHubProjectsWorld();
    const docs = await world.sandbox.createRepository({ owner: 'acme', name: 'docs' });
    const { number } = docs.addIssue({ title: 'Elsewhere' });
    world.project.addItem({ issue: `acme/docs#${number}`, state: 'In progress' });
    expect(await world.board.list(['in-progress'])).toEqual([]);
    expect(await world.board.openSelection().read()).toMatchObject({
      items: [],
      unlisted: { backlog: 0, inFlight: 0 },
    });
  });

  test('whose issue is on no card are in no stage, and are not put on the board', async () => {
    await using world = await createGitHubProjectsWorld();
    const { number } = world.web.addIssue({ title: 'Not on the board' });
    const id: ItemId = { owner: 'acme', repository: 'web', number };
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'no-stage' });
    expect(await plainMove(world, id)).toMatchObject({
      outcome: 'failed',
      reason: 'no-stage',
      message: expect.stringContaining('is not on project 7 of acme. Add it there.'),
    });
  });
});
