import { afterEach, beforeEach, expect, test } from 'vitest';
import { GitHubLabelsBoard } from '../../../src/boards/github-labels/github-labels-board.ts';
import type { ItemId } from '../../../src/core/item-id.ts';
import { createGitHubLabelsWorld, type GitHubLabelsWorld } from '../../contract/github-labels-world.ts';

let world: GitHubLabelsWorld;
let token: string;

beforeEach(async () => {
  world = await createGitHubLabelsWorld();
  const access = { 'acme/web': 'write' } as const;
  token = world.sandbox.createPerson({ login: 'pat', access }).token;
});

afterEach(() => world[Symbol.asyncDispose]());

const asPerson = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${world.sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const see = async (id: ItemId) => (await world.board.see([id], { list: false })).sightings[0];
const labelsOf = ({ number }: ItemId): readonly string[] => world.web.issue(number).labels;

test('labels that are no stages say nothing about since when an item is where it is', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(id, 'Todo');
  const before = await see(id);
  await asPerson('POST', `issues/${id.number}/labels`, { labels: ['bug', 'urgent'] });
  await asPerson('DELETE', `issues/${id.number}/labels/bug`);
  expect((await see(id))?.version).toEqual(before?.version);
});

test('an item whose stage changed before more label events than are read is unreadable, not older', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(id, 'Todo');
  const labels = Array.from({ length: 51 }, (_, index) => `label ${index}`);
  await asPerson('POST', `issues/${id.number}/labels`, { labels });
  await expect(see(id)).rejects.toMatchObject({
    reason: 'answer-unexpected',
    message: expect.stringContaining('add it again'),
  });
});

test('a stage that a person gave between reading and writing stays, and is what the write answers', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
  await see(id);
  await asPerson('POST', `issues/${id.number}/labels`, { labels: ['In review'] });
  expect(await world.board.writeAndSee(id, 'todo')).toMatchObject({
    version: { stage: 'in-review' },
    inBoth: true,
  });
  expect(labelsOf(id)).toEqual(['In review', 'Todo']);
});

test('a label that the repository does not have yet is made', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await see(id);
  expect(await world.board.writeAndSee(id, 'merged')).toMatchObject({
    version: { stage: 'merged' },
    inBoth: false,
  });
  expect(labelsOf(id)).toEqual(['Merged']);
});

test('a label that is deleted between reading and writing leaves no item without a stage', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
  await see(id);
  await asPerson('DELETE', 'labels/Todo');
  expect(await world.board.writeAndSee(id, 'todo')).toMatchObject({
    version: { stage: 'todo' },
    inBoth: false,
  });
  expect(labelsOf(id)).toEqual(['Todo']);
});

test('a write of which the second half may be done is in doubt, though the first was refused', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
  await see(id);
  await asPerson('DELETE', 'labels/Todo');
  world.sandbox.failField({ field: 'RemoveLabelsFromLabelablePayload.labelable' });
  await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({ ambiguous: true });
});

test('a stage that GitHub would not take away leaves the write in doubt, since the new one is there', async () => {
  const id = world.addItem({ states: ['Backlog'] });
  await world.put(world.addItem({ states: ['Backlog'] }), 'Todo');
  await see(id);
  world.sandbox.failField({ field: 'Mutation.removeLabelsFromLabelable', type: 'FORBIDDEN', message: 'No.' });
  await expect(world.board.writeAndSee(id, 'todo')).rejects.toMatchObject({
    reason: 'permission-missing',
    ambiguous: true,
  });
  expect(labelsOf(id)).toEqual(['Backlog', 'Todo']);
});

test('a label that is called like a stage is none on a board that calls the stage something else', async () => {
  const states = [
    { stage: 'backlog', name: 'Backlog' },
    { stage: 'todo', name: 'Ready' },
    { stage: 'in-progress', name: 'In progress' },
    { stage: 'done', name: 'Done' },
  ] as const;
  const board = new GitHubLabelsBoard(world.github, [{ owner: 'acme', repository: 'web' }], states);
  const foreign = world.addItem({ labels: ['Todo'] });
  expect((await board.read(foreign))?.states).toEqual([]);
  expect(await board.list(['todo'])).toEqual([]);
  expect((await board.see([foreign], { list: true })).sightings[0]?.version.stage).toBeNull();
});
