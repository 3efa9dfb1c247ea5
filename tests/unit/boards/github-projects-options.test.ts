import { describe, expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import { formatItemId } from '../../../src/core/item-id.ts';
import { guardedMove, idsOf, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld, DEFAULT_STATES } from '../../contract/github-projects-world.ts';

const required = (name: string, stage: (typeof DEFAULT_STATES)[number]['stage']) => ({
  stage,
  name,
  isOptional: false,
  isDefault: false,
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
        message: expect.stringMatching(
          /"Todo" is the name of 2 options: "Todo" \([^)]+\) and "todo" \([^)]+\), which differ only in upper and lower case; name one by its id for todo/,
        ),
      });
    }
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
    expect(world.traffic().writes).toBe(0);
  });

  test('that a configuration names and that are gone are said with those that are there', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.removeOption('In review');
    const states = DEFAULT_STATES.map((state) => ({ ...state, isOptional: false, isDefault: false }));
    await expect(world.boardOf({ states }).readStates()).rejects.toMatchObject({
      reason: 'unknown-state',
      message:
        'The field "Status" of project 7 of acme does not fit the configuration: there is no option "In review" for in-review. Its options are "Splitting", "Planning", "Backlog", "Todo", "In progress", "Done", "Merged". Correct `board.states`, or the options of the field.',
    });
  });

  test.each(['rename', 'remove', 'replace'] as const)(
    'that a configuration names and that are gone are not replaced by one called like the stage: %s',
    async (how) => {
      await using world = await createGitHubProjectsWorld();
      // The board has an option "Todo" of somebody else's beside the configured one.
      const named = world.project.addOption('Ready');
      const state = required(how === 'replace' ? named.id : 'Ready', 'todo');
      const states = DEFAULT_STATES.map((one) =>
        one.stage === 'todo' ? state : { ...one, isDefault: false },
      );
      const foreign = world.addItem({ states: ['Todo'] });
      const waiting = world.addItem({ states: ['Backlog'] });
      if (how === 'rename') world.project.renameOption('Ready', 'Prepared');
      else world.project.removeOption('Ready');
      // Any edit of a field by the API gives all of its options new ids.
      if (how === 'replace') world.project.addOption('Ready');
      const board = world.boardOf({ states });
      const gone = {
        reason: 'unknown-state',
        message: expect.stringContaining(`there is no option "${state.name}" for todo`),
      };
      await expect(board.readStates()).rejects.toMatchObject(gone);
      await expect(board.list(['todo'])).rejects.toMatchObject(gone);
      await expect(board.see([foreign], { list: true })).rejects.toMatchObject(gone);
      await expect(board.openSelection().read()).rejects.toMatchObject(gone);
      const move = { item: waiting, destination: stateOf('todo'), expected: [stateOf('backlog')] };
      expect(await moveItem(board, move)).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
      await expect(board.write(waiting, stateOf('todo'))).rejects.toMatchObject(gone);
      await expect(board.writeAndSee(waiting, 'todo')).rejects.toMatchObject(gone);
      expect(world.look(waiting).states).toEqual(['Backlog']);
    },
  );

  test('that got new ids are said to have got them', async () => {
    await using world = await createGitHubProjectsWorld();
    const states = [...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'), required('47fc9ee4', 'todo')];
    await expect(world.boardOf({ states }).readStates()).rejects.toMatchObject({
      message: expect.stringContaining(
        'there is no option "47fc9ee4" for todo; if that is an id, GitHub gives every option a new one when the field is edited by API',
      ),
    });
  });

  test('that look like the named one are told apart from it', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.renameOption('Todo', 'Pru\u0308fung');
    const states = [
      ...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'),
      required('Pr\u00fcfung', 'todo'),
    ];
    await expect(world.boardOf({ states }).readStates()).rejects.toMatchObject({
      message: expect.stringContaining(
        String.raw`there is no option "Prüfung" for todo; an option differs only in how Unicode writes their letters: "Pr\u{fc}fung" and "Pru\u{308}fung"`,
      ),
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
