import { expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import { guardedMove, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

test('a project of a user is a board like any other, for a token of theirs', async () => {
  await using world = await createGitHubProjectsWorld();
  const mona = world.sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  const own = world.sandbox.createProject({
    owner: 'mona',
    ownerType: 'User',
    number: 1,
    title: 'Mine',
    states: ['Backlog', 'Todo', 'In progress', 'Done'],
  });
  const { number } = world.web.addIssue({ title: 'Item' });
  own.addItem({ issue: `acme/web#${number}`, state: 'Backlog' });
  const board = world.boardOf({ owner: 'mona', number: 1 }, mona.token);
  const item = { owner: 'acme', repository: 'web', number };
  expect(await board.openSelection().read()).toMatchObject({ items: [{ id: item }] });
  const result = await moveItem(board, {
    item,
    destination: stateOf('todo'),
    expected: [stateOf('backlog')],
  });
  expect(result).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
  expect(own.itemsOf(`acme/web#${number}`)).toMatchObject([{ state: 'Todo' }]);
});

test('a move is two requests, and one that changes nothing is one', async () => {
  await using world = await createGitHubProjectsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  await guardedMove(world, id);
  await guardedMove(world, id);
  expect(world.sandbox.calls.map(({ operationId }) => operationId)).toEqual([
    'graphql:query BoardItem',
    'graphql:mutation MoveCards',
    'graphql:query BoardItem',
  ]);
});

test('a number larger than any issue has is of no issue', async () => {
  await using world = await createGitHubProjectsWorld();
  const item = { owner: 'acme', repository: 'web', number: 9_999_999_999 };
  expect(await world.board.read(item)).toBeUndefined();
});
