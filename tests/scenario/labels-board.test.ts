import { describe, expect, test } from 'vitest';
import { GitHubLabelsBoard } from '../../src/boards/github-labels/github-labels-board.ts';
import { moveItem } from '../../src/boards/move-item.ts';
import type { ItemId } from '../../src/core/item-id.ts';
import type { Call } from '../../src/sandbox/index.ts';
import { guardedMove, plainMove, stateOf } from '../contract/board-world.ts';
import { createGitHubLabelsWorld, type GitHubLabelsWorld } from '../contract/github-labels-world.ts';
import { createGivingUp } from '../giving-up.ts';

describe('what a move costs', () => {
  test('a guarded move is three requests: read, add, remove', async () => {
    await using world = await createGitHubLabelsWorld();
    await guardedMove(world, world.addItem({ states: ['Backlog'] }));
    expect(operations(world)).toEqual(['issues/get', 'issues/add-labels', 'issues/remove-label']);
  });

  test('a plain move is the same without the read', async () => {
    await using world = await createGitHubLabelsWorld();
    await plainMove(world, world.addItem({ states: ['Backlog'] }));
    expect(operations(world)).toEqual(['issues/add-labels', 'issues/remove-label']);
  });

  test.each([
    ['a no-op', ['Todo']],
    ['a refusal', ['In progress']],
    ['a refusal of two stages', ['Backlog', 'Todo']],
  ])('%s is one request', async (_, states) => {
    await using world = await createGitHubLabelsWorld();
    await guardedMove(world, world.addItem({ states }));
    expect(operations(world)).toEqual(['issues/get']);
  });

  test('a plain move to where the item is already is one request', async () => {
    await using world = await createGitHubLabelsWorld();
    await plainMove(world, world.addItem({ states: ['Todo'] }));
    expect(operations(world)).toEqual(['issues/add-labels']);
  });

  test('a listing is one request for each label and repository', async () => {
    await using world = await createGitHubLabelsWorld();
    await world.board.list(['backlog', 'todo']);
    const listed = world.sandbox.calls.map(({ params }) => [params.repo, params.labels].join(' '));
    expect(listed.sort()).toEqual(['api Backlog', 'api Todo', 'web Backlog', 'web Todo']);
  });
});

test('the new label comes before the old one goes, so that an item is never in no stage', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const removal = world.sandbox.hold(isRemoval);
  const move = guardedMove(world, id);
  await removal.reached;
  expect(world.look(id).states).toEqual(['Backlog', 'Todo']);
  removal.release();
  expect(await move).toMatchObject({ outcome: 'moved' });
  expect(world.look(id).states).toEqual(['Todo']);
});

test('whoever reads in the middle of a move leaves the item alone', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const removal = world.sandbox.hold(isRemoval);
  const move = guardedMove(world, id);
  await removal.reached;
  expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
  removal.release();
  expect(await move).toMatchObject({ outcome: 'moved' });
});

test('the guard alone has a hole: two moves that both read before either writes both succeed', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const write = world.sandbox.hold(isAddition);
  const first = guardedMove(world, id);
  await write.reached;
  const second = moveItem(world.board, {
    item: id,
    destination: stateOf('in-progress'),
    expected: [stateOf('backlog')],
  });
  await world.sandbox.until(() => world.sandbox.calls.filter(isAddition).length === 2);
  write.release();
  expect(await first).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
  expect(await second).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
});

test('a label that a person takes away first is no error', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const removal = world.sandbox.hold(isRemoval);
  const move = guardedMove(world, id);
  await removal.reached;
  await asPerson(world, 'DELETE', `${pathOf(id)}/labels/Backlog`);
  removal.release();
  expect(await move).toMatchObject({ outcome: 'moved' });
  expect(world.look(id).states).toEqual(['Todo']);
});

test('a label that a person adds meanwhile stays', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const addition = world.sandbox.hold(isAddition, { at: 'after' });
  const move = guardedMove(world, id);
  await addition.reached;
  await asPerson(world, 'POST', `${pathOf(id)}/labels`, { labels: ['urgent'] });
  addition.release();
  await move;
  expect(world.look(id)).toEqual({ states: ['Todo'], labels: ['urgent'] });
});

describe('a removal that fails', () => {
  test('once is made up for', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.inject({ match: isRemoval, fault: { kind: 'status', status: 502 }, times: 1 });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
    expect(world.look(id).states).toEqual(['Todo']);
  });

  test('without an answer is made up for: nothing but this move can have left the item in both stages', async () => {
    const { fault, requestLimit } = createGivingUp();
    await using world = await createGitHubLabelsWorld({ requestLimit });
    const item = world.addItem({ states: ['Backlog'] });
    world.sandbox.inject({ match: isRemoval, fault, times: 1 });
    const board = new GitHubLabelsBoard(world.github, [item], [stateOf('backlog'), stateOf('todo')]);
    expect(await guardedMove({ ...world, board }, item)).toMatchObject({ outcome: 'moved' });
    expect(world.look(item).states).toEqual(['Todo']);
  });

  test('for good leaves the item in two stages and says so', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.inject({ match: isRemoval, fault: { kind: 'status', status: 500 } });
    const result = await guardedMove(world, id);
    expect(result).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect(result.message).toContain('broke off: it is in "Backlog" and "Todo" now');
    expect(world.look(id).states).toEqual(['Backlog', 'Todo']);
  });

  test('by a rate limit is not tried again, and says when', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.inject({ match: isRemoval, fault: { kind: 'secondary-limit', retryAfter: 60 } });
    const result = await guardedMove(world, id);
    expect(result).toMatchObject({ outcome: 'failed', reason: 'rate-limited' });
    expect(result.message).toContain('broke off: it is in "Backlog" and "Todo" now');
    expect(result.message).toContain('60 s');
    expect(world.sandbox.calls.filter(isRemoval)).toHaveLength(1);
  });

  test('is not made up for where somebody else put the item into a third stage', async () => {
    await using world = await createGitHubLabelsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.inject({ match: isRemoval, fault: { kind: 'status', status: 502 }, times: 1 });
    const removal = world.sandbox.hold(isRemoval);
    const move = guardedMove(world, id);
    await removal.reached;
    await asPerson(world, 'POST', `${pathOf(id)}/labels`, { labels: ['Done'] });
    removal.release();
    expect(await move).toMatchObject({ outcome: 'failed' });
    expect(world.look(id).states).toEqual(['Backlog', 'Todo', 'Done']);
  });
});

test('a stage whose label the repository lacks gets it by the first move', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem();
  await world.board.write(id, stateOf('planning'));
  expect(world.look(id).states).toEqual(['Planning']);
});

test('an item that moves between two listings counts in both stages', async () => {
  await using world = await createGitHubLabelsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const listingOfTodo = world.sandbox.hold(
    ({ operationId, params }) => operationId === 'issues/list-for-repo' && params.labels === 'Todo',
  );
  const listing = world.board.list(['backlog', 'todo']);
  await listingOfTodo.reached;
  await world.sandbox.until(() => world.sandbox.calls.filter(({ status }) => status === 200).length === 2);
  await guardedMove(world, id);
  listingOfTodo.release();
  expect(await listing).toMatchObject([{ id, states: [stateOf('backlog'), stateOf('todo')] }]);
});

test('a listing that breaks off after its first page gives nothing', async () => {
  await using world = await createGitHubLabelsWorld();
  for (let count = 0; count < 101; count++) world.addItem({ states: ['Backlog'] });
  world.sandbox.inject({
    match: ({ params }) => params.page !== undefined && Number(params.page) > 1,
    fault: { kind: 'status', status: 502 },
  });
  await expect(world.board.list(['backlog'])).rejects.toMatchObject({ reason: 'github-unavailable' });
});

function operations(world: GitHubLabelsWorld): readonly string[] {
  return world.sandbox.calls.map(({ operationId }) => operationId);
}

function isAddition({ operationId, by }: Call): boolean {
  return operationId === 'issues/add-labels' && by.login === 'ada';
}

function isRemoval({ operationId, by }: Call): boolean {
  return operationId === 'issues/remove-label' && by.login === 'ada';
}

function pathOf({ owner, repository, number }: ItemId): string {
  return `/repos/${owner}/${repository}/issues/${number}`;
}

async function asPerson(
  { sandbox }: GitHubLabelsWorld,
  method: string,
  path: string,
  body?: unknown,
): Promise<void> {
  const { token } = sandbox.createPerson({ login: 'grace', access: { 'acme/web': 'write' } });
  const answer = await fetch(`${sandbox.apiUrl}${path}`, {
    method,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
}
