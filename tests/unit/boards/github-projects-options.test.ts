import { describe, expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import { formatItemId } from '../../../src/core/item-id.ts';
import { guardedMove, idsOf, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld, DEFAULT_STATES } from '../../contract/github-projects-world.ts';

const required = (name: string, stage: (typeof DEFAULT_STATES)[number]['stage']) => ({
  stage,
  name,
  isOptional: false,
});

describe('options of the field', () => {
  test('that were renamed are found by their id, and the state has the new name', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Todo'] });
    const ready = world.optionId('Todo');
    world.project.renameOption('Todo', 'Ready');
    const states = [...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'), required(ready, 'todo')];
    const board = world.boardOf({ states });
    expect((await board.read(id))?.states).toEqual([{ stage: 'todo', name: 'Ready', id: ready }]);
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
  });

  test('that are renamed between two requests are known at once', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Todo'] });
    const states = DEFAULT_STATES.map((state) => ({ ...state, name: world.optionId(state.name) }));
    const board = world.boardOf({ states });
    expect(await board.list(['todo'])).toHaveLength(1);
    world.project.renameOption('Todo', 'Ready');
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
  });

  test('of which two have the name of one state are refused, whatever is asked', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addOption('todo');
    for (const asked of [world.board.readStates(), world.board.read(id), world.board.list(['backlog'])]) {
      await expect(asked).rejects.toMatchObject({
        reason: 'unknown-state',
        message: expect.stringContaining('"Todo" is the name of 2 options'),
      });
    }
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
    expect(world.traffic().writes).toBe(0);
  });

  test('that a configuration names and that are gone are said with those that are there', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.removeOption('In review');
    const states = DEFAULT_STATES.map((state) => ({ ...state, isOptional: false }));
    await expect(world.boardOf({ states }).readStates()).rejects.toMatchObject({
      reason: 'unknown-state',
      message:
        'The field "Status" of project 7 of acme does not fit the configuration: there is no option "In review" for in-review. Its options are "Splitting", "Planning", "Backlog", "Todo", "In progress", "Done", "Merged". Correct `board.states`, or the options of the field.',
    });
  });

  test('that nobody named may be missing: the board then has no such stage', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.removeOption('In review');
    const id = world.addItem({ states: ['Todo'] });
    const stages = (await world.board.readStates()).map(({ stage }) => stage);
    expect(stages).toEqual(['splitting', 'planning', 'backlog', 'todo', 'in-progress', 'done', 'merged']);
    expect(idsOf(await world.board.list(['todo', 'in-review']))).toEqual([formatItemId(id)]);
    await expect(world.board.write(id, stateOf('in-review'))).rejects.toMatchObject({
      reason: 'unknown-state',
    });
  });

  test('are found though the board writes them in another case, and with blanks', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.renameOption('In progress', ' In Progress ');
    const id = world.addItem();
    world.project.setStatus(world.cardOf(id), ' In Progress ');
    expect(idsOf(await world.board.list(['in-progress']))).toEqual([formatItemId(id)]);
    const result = await moveItem(world.board, {
      item: id,
      destination: stateOf('todo'),
      expected: [stateOf('in-progress')],
    });
    expect(result).toMatchObject({ outcome: 'moved', previousState: ' In Progress ' });
  });

  test('with a quote in their name cannot be searched for, and that is said', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.renameOption('Todo', 'The "todo"');
    const states = [
      ...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'),
      required(world.optionId('The "todo"'), 'todo'),
    ];
    await expect(world.boardOf({ states }).list(['todo'])).rejects.toMatchObject({
      reason: 'unknown-state',
      message: expect.stringContaining('because of the quote'),
    });
  });
});
