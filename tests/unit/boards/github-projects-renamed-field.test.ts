import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import type { ItemId } from '../../../src/core/item-id.ts';
import { stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld, type GitHubProjectsWorld } from '../../contract/github-projects-world.ts';

let world: GitHubProjectsWorld;
let name: string;
/** Of fields that are configured by their ids. */
const ids = new Map<string, string>();

beforeAll(async () => {
  world = await createGitHubProjectsWorld();
  name = 'Status';
  // The sandbox makes no field once there are items.
  for (const other of ['Pipeline', 'Phase']) {
    const options = ['Backlog', 'Todo', 'In progress', 'Done'];
    ids.set(other, world.project.addSelectField({ name: other, options }).id);
  }
});

afterAll(() => world[Symbol.asyncDispose]());

/** What a person does in the settings of the project. */
const renameStatus = (to = 'Stage'): void => {
  world.project.renameField(name, to);
  name = to;
};

beforeEach(() => renameStatus('Status'));

const isMove = ({ operationId }: { readonly operationId: string }) =>
  operationId === 'graphql:mutation MoveCards';

/** While the write is on its way, the field gets another name. */
async function renamedMeanwhile<T>(write: () => Promise<T>, rename = renameStatus): Promise<T> {
  const held = world.sandbox.hold(isMove, { times: 1 });
  const written = write();
  await held.reached;
  rename();
  held.release();
  return written;
}

const move = (board = world.board) => ({
  of: (item: ItemId) =>
    moveItem(board, { item, destination: stateOf('todo'), expected: [stateOf('backlog')] }),
});

test('a card whose field was renamed while it was moved was moved, and could not be read back', async () => {
  const item = world.addItem({ states: ['Backlog'] });
  const result = await renamedMeanwhile(() => move().of(item));
  expect(result).toMatchObject({
    outcome: 'failed',
    reason: 'board-missing',
    message: expect.stringMatching(
      /^acme\/web#\d+ was moved to "Todo", and could not be read back\. The project 7 of acme has no single select field "Status"/,
    ),
  });
  expect(world.look(item).states).toEqual(['Todo']);
});

test('of a field that is configured by its id it is read back under the new name', async () => {
  const { board, item } = await fieldById('Pipeline');
  const result = await renamedMeanwhile(
    () => move(board).of(item),
    () => world.project.renameField('Pipeline', 'Line'),
  );
  expect(result).toMatchObject({ outcome: 'moved' });
});

test('for the ledger such a write is neither refused nor lost', async () => {
  const item = world.addItem({ states: ['Backlog'] });
  await world.board.see([item], { list: false });
  await expect(renamedMeanwhile(() => world.board.writeAndSee(item, 'todo'))).rejects.toMatchObject({
    reason: 'board-missing',
    ambiguous: true,
    tookEffect: true,
  });
});

test('a selection says of a field that was renamed what every other reading says', async () => {
  renameStatus();
  const missing = {
    reason: 'board-missing',
    message: expect.stringContaining('no single select field "Status"'),
  };
  await expect(world.boardOf({}).openSelection().read()).rejects.toMatchObject(missing);
  await expect(world.boardOf({}).list(['todo'])).rejects.toMatchObject(missing);
  await expect(world.boardOf({}).see([], { list: true })).rejects.toMatchObject(missing);
});

test('a selection goes on where the renamed field is configured by its id', async () => {
  const { board, item } = await fieldById('Phase');
  world.project.renameField('Phase', 'Part');
  const { items } = await board.openSelection().read();
  expect(items.map(({ id }) => id)).toContainEqual(item);
});

/** A board by the id of its field, which has been read, with an item in backlog. */
async function fieldById(name: string) {
  const board = world.boardOf({ field: ids.get(name) ?? '' });
  const item = world.addItem();
  await board.write(item, stateOf('backlog'));
  return { board, item };
}
