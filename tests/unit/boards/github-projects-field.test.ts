import { describe, expect, test } from 'vitest';
import { formatItemId } from '../../../src/core/item-id.ts';
import { idsOf, inStage, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

describe('the field', () => {
  test('is found by its id', async () => {
    await using world = await createGitHubProjectsWorld();
    const { id: field } = world.project.addSelectField({
      name: 'Pipeline stage',
      options: ['Backlog', 'Todo', 'In progress', 'Done'],
    });
    const board = world.boardOf({ field });
    expect((await board.readStates()).map(({ name }) => name)).toEqual([
      'Backlog',
      'Todo',
      'In progress',
      'Done',
    ]);
    const id = world.addItem({ states: ['Merged'] });
    await board.write(id, stateOf('todo'));
    expect((await board.read(id))?.states).toEqual([inStage('todo')]);
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
    expect(world.look(id).states).toEqual(['Merged']);
  });

  test('is not searched for by its id, even before its name is known', async () => {
    await using world = await createGitHubProjectsWorld();
    const options = ['Backlog', 'Todo', 'In progress', 'Done'];
    const { id: field } = world.project.addSelectField({ name: 'Pipeline stage', options });
    expect(await world.boardOf({ field }).list(['todo'])).toEqual([]);
    expect(await world.boardOf({ field }).openSelection().read()).toMatchObject({ items: [] });
    expect(world.sandbox.refusals).toEqual([]);
  });

  test('is found in whatever case its name is written', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const board = world.boardOf({ field: ' status' });
    expect((await board.read(id))?.states).toEqual([inStage('backlog')]);
  });

  test('of two whose names differ in case is the one that is named exactly, and neither where none is', async () => {
    await using world = await createGitHubProjectsWorld();
    const options = ['Backlog', 'Todo', 'In progress', 'Done'];
    world.project.addSelectField({ name: 'STAGE', options: ['Now', 'Later'] });
    world.project.addSelectField({ name: 'Stage', options });
    const states = await world.boardOf({ field: 'Stage' }).readStates();
    expect(states.map(({ name }) => name)).toEqual(options);
    await expect(world.boardOf({ field: 'stage' }).readStates()).rejects.toMatchObject({
      reason: 'board-missing',
      message: expect.stringMatching(
        /^The project 7 of acme has 2 single select fields that "stage" may mean: "STAGE" \([^)]+\) and "Stage" \([^)]+\), which differ only in upper and lower case\. Write `board\.field` exactly as one of them/,
      ),
    });
  });

  test('is found beyond the first page of fields', async () => {
    await using world = await createGitHubProjectsWorld();
    for (let count = 0; count < 120; count += 1)
      world.project.addField({ name: `Note ${count}`, type: 'TEXT' });
    world.project.addSelectField({ name: 'Stage', options: ['Backlog', 'Todo', 'In progress', 'Done'] });
    const id = world.addItem();
    const board = world.boardOf({ field: 'Stage' });
    await board.write(id, stateOf('todo'));
    expect((await board.read(id))?.states).toEqual([inStage('todo')]);
    expect(await board.readStates()).toHaveLength(4);
  });

  test('that looks like another one is told apart from it', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.addSelectField({ name: 'Zusta\u0308nde', options: ['Backlog'] });
    await expect(world.boardOf({ field: 'Zust\u00e4nde' }).readStates()).rejects.toMatchObject({
      reason: 'board-missing',
      message: expect.stringContaining('of which one differs only in how Unicode writes their letters'),
    });
  });

  test('that is missing, or of another kind, is said with those that would do', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.addField({ name: 'Points', type: 'NUMBER' });
    for (const field of ['Points', 'Phase']) {
      await expect(world.boardOf({ field }).readStates()).rejects.toMatchObject({
        reason: 'board-missing',
        message: `The project 7 of acme has no single select field "${field}". It has "Status". Correct \`board.field\`.`,
      });
    }
  });
});
