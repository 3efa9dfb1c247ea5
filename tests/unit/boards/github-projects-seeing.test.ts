import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ItemId } from '../../../src/core/item-id.ts';
import { createGitHubProjectsWorld, type GitHubProjectsWorld } from '../../contract/github-projects-world.ts';

let world: GitHubProjectsWorld;

beforeEach(async () => {
  world = await createGitHubProjectsWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const see = async (id: ItemId) => (await world.board.see([id], { list: false })).sightings[0];

test('what else is done to a card says nothing about since when the item is where it is', async () => {
  const id = world.addItem({ states: ['Todo'] });
  const before = await see(id);
  world.project.archive(world.cardOf(id));
  world.project.restore(world.cardOf(id));
  expect((await see(id))?.version).toEqual(before?.version);
});

test('an item that is not on the board is not there, and one without a state is in no stage', async () => {
  const { number } = world.web.addIssue({ title: 'x' });
  expect(await see({ owner: 'acme', repository: 'web', number })).toBeUndefined();
  const id = world.addItem({ states: ['Todo'] });
  const before = await see(id);
  world.project.setStatus(world.cardOf(id), null);
  const after = await see(id);
  expect(after?.version.stage).toBeNull();
  expect(Date.parse(after?.version.at ?? '')).toBeGreaterThan(Date.parse(before?.version.at ?? ''));
});

test('an option that is no stage is one, with since when', async () => {
  world.project.addOption('Parking');
  const id = world.addItem({ states: ['Todo'] });
  world.project.setStatus(world.cardOf(id), 'Parking');
  expect(await see(id)).toMatchObject({ version: { stage: null, at: await world.since(id) } });
});

test('a search that is behind hides what has come into flight, and not the items that were asked for', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.board.see([id], { list: false });
  await world.board.writeAndSee(id, 'todo');
  world.sandbox.lagItemSearch({ changes: 1 });
  const seen = await world.board.see([id], { list: true });
  expect(seen.sightings).toMatchObject([{ version: { stage: 'todo' } }]);
  expect(seen.inFlight).toEqual([]);
});

test('what the search finds and has left is not in flight', async () => {
  const id = world.addItem({ states: ['Todo'] });
  await world.board.see([id], { list: false });
  await world.board.writeAndSee(id, 'done');
  world.sandbox.lagItemSearch({ changes: 1 });
  expect(await world.board.see([], { list: true })).toMatchObject({ inFlight: [] });
});

test('a card that went to the archive is refused for good, and surely not written', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await see(id);
  world.project.archive(world.cardOf(id));
  await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({
    reason: 'no-stage',
    ambiguous: false,
    message: expect.stringContaining('Could not move acme/web#1 to todo: the card is in the archive'),
  });
  expect(await see(id)).toBeUndefined();
});

test('an option that was renamed is found under its new name, in one request more', async () => {
  const id = world.addItem({ states: ['Todo'] });
  const [wanted] = world.project.options().filter(({ name }) => name === 'Todo');
  const board = world.boardOf({
    states: [
      ...(['backlog', 'in-progress', 'done'] as const).map((stage) => ({
        stage,
        name: { backlog: 'Backlog', 'in-progress': 'In progress', done: 'Done' }[stage],
        isOptional: false,
        isDefault: false,
      })),
      { stage: 'todo', name: wanted?.id ?? '', isOptional: false, isDefault: false },
    ],
  });
  world.project.renameOption('Todo', 'Next');
  const { inFlight, sightings } = await board.see([id], { list: true });
  expect(sightings).toMatchObject([{ version: { stage: 'todo' } }]);
  expect(inFlight).toEqual([id]);
});

test('a write whose value cannot be read back is in doubt', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.board.see([id], { list: false });
  world.sandbox.failField({ field: 'ProjectV2Item.fieldValueByName', times: 1 });
  await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({ ambiguous: true });
  expect(world.look(id).states).toEqual(['Todo']);
});
