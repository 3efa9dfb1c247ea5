import { describe, expect, test } from 'vitest';
import type { AnnouncedMove, BoardSelection } from '../../../src/boards/board.ts';
import type { BoardItem } from '../../../src/core/board-item.ts';
import { formatItemId, type ItemId } from '../../../src/core/item-id.ts';
import type { MoveResult } from '../../../src/core/move-result.ts';
import { candidates, inFlight } from '../../../src/core/policy/select.ts';
import { parseStatusComment } from '../../../src/core/text/status-comment.ts';
import { updateStatus } from '../../../src/github/issues/update-status.ts';
import { idsOf, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld, type GitHubProjectsWorld } from '../../contract/github-projects-world.ts';
import { commentAs } from '../github/github-world.ts';

test('costs one request for the board, one for what is named, one for the comments and one for the moves', async () => {
  await using world = await createGitHubProjectsWorld();
  const finished = world.addItem({ states: ['Done'] });
  for (let count = 0; count < 30; count += 1) {
    world.addItem({ states: ['Backlog'], body: `Depends on ${formatItemId(finished)}`, blockers: 0 });
  }
  const selection = world.board.openSelection();
  const items = candidates((await selection.read()).items);
  for (const item of items) await selection.dependenciesOf(item);
  const results = await move(selection, items.slice(0, 3));
  expect(results.map(({ outcome }) => outcome)).toEqual(['moved', 'moved', 'moved']);
  expect(world.operations()).toEqual([
    'graphql:query BoardSurvey',
    'graphql:query LookUpIssues',
    'graphql:mutation Comment',
    'graphql:mutation MoveCards',
  ]);
  expect(world.sandbox.defects).toEqual([]);
});

test('costs the same and finds the same, whatever is finished', async () => {
  await using world = await createGitHubProjectsWorld();
  for (let count = 0; count < 500; count += 1) world.addItem({ states: [count % 2 ? 'Done' : 'Merged'] });
  const wanted = Array.from({ length: 100 }, () => world.addItem({ states: ['Backlog'] }));
  const { items, unlisted } = await world.board.openSelection().read();
  expect(idsOf(items)).toEqual(wanted.map(formatItemId).sort());
  expect(unlisted).toEqual({ backlog: 0, inFlight: 0 });
  expect(world.operations()).toEqual(['graphql:query BoardSurvey']);
});

test('reads comments and blockers of candidates alone', async () => {
  await using world = await createGitHubProjectsWorld();
  world.sandbox.failField({ field: 'Issue.comments' });
  world.sandbox.failField({ field: 'Issue.blockedBy' });
  const moving = world.addItem({ states: ['In progress'] });
  expect(idsOf((await world.board.openSelection().read()).items)).toEqual([formatItemId(moving)]);
  world.addItem({ states: ['Backlog'] });
  await expect(world.board.openSelection().read()).rejects.toMatchObject({ reason: 'github-unavailable' });
});

test('reads one page of a longer backlog, and counts the rest', async () => {
  await using world = await createGitHubProjectsWorld();
  const all = Array.from({ length: 130 }, () => world.addItem({ states: ['Backlog'] }));
  for (let count = 0; count < 105; count += 1) world.addItem({ states: ['Todo'] });
  const { items, unlisted } = await world.board.openSelection().read();
  expect(candidates(items).map(({ id }) => id)).toEqual(all.slice(0, 100));
  expect(items).toHaveLength(200);
  expect(unlisted).toEqual({ backlog: 30, inFlight: 5 });
  expect(world.operations()).toHaveLength(1);
});

test('reads ten pages of a backlog and no more, each item in flight as it is by then', async () => {
  await using world = await createGitHubProjectsWorld();
  for (let count = 0; count < 1_030; count += 1) world.addItem({ states: ['Backlog'] });
  const moving = world.addItem({ states: ['Todo'] });
  const selection = world.board.openSelection();
  expect(await selection.read()).toMatchObject({ unlisted: { backlog: 930 } });
  await world.put(moving, 'Done');
  let last = await selection.readOn();
  for (let more = last; more; more = await selection.readOn()) last = more;
  expect(last?.items).toHaveLength(1_000);
  expect(last?.unlisted).toEqual({ backlog: 30, inFlight: 0 });
  expect(world.operations()).toHaveLength(10);
  expect(world.sandbox.defects).toEqual([]);
});

describe('where the search is behind the board', () => {
  test('an item that has been finished meanwhile is neither in flight nor unfinished', async () => {
    await using world = await createGitHubProjectsWorld();
    const moving = world.addItem({ states: ['In progress'] });
    world.addItem({ states: ['Backlog'], body: `After ${formatItemId(moving)}` });
    world.sandbox.lagItemSearch({ changes: 1 });
    await world.board.write(moving, stateOf('done'));
    const selection = world.board.openSelection();
    const { items } = await selection.read();
    expect(inFlight(items)).toEqual([]);
    const [item] = candidates(items);
    if (!item) throw new Error('no candidate');
    expect(await selection.dependenciesOf(item)).toMatchObject({ dependencies: [{ kind: 'resolved' }] });
  });

  test('an item that has been pulled back meanwhile is left to the next choice', async () => {
    await using world = await createGitHubProjectsWorld();
    const moving = world.addItem({ states: ['Todo'] });
    world.sandbox.lagItemSearch({ changes: 1 });
    await world.board.write(moving, stateOf('backlog'));
    expect(await world.board.openSelection().read()).toMatchObject({ items: [] });
  });

  test('an item that has been started meanwhile is in flight', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.lagItemSearch({ changes: 1 });
    await world.board.write(id, stateOf('todo'));
    const { items } = await world.board.openSelection().read();
    expect(inFlight(items).map((item) => item.id)).toEqual([id]);
  });
});

test('one item that a person took first holds up no other, and only its comment is corrected', async () => {
  await using world = await createGitHubProjectsWorld();
  const ids = [1, 2, 3].map(() => world.addItem({ states: ['Backlog'] }));
  const selection = world.board.openSelection();
  const items = candidates((await selection.read()).items);
  await world.put(ids[1] as ItemId, 'In review');
  const results = await move(selection, items);
  expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['moved', 'moved'],
    ['refused', 'state-changed'],
    ['moved', 'moved'],
  ]);
  expect(ids.map((id) => world.look(id).states)).toEqual([['Todo'], ['In review'], ['Todo']]);
  expect(ids.map((id) => statuses(world, id))).toEqual([
    [['selected']],
    [['not-moved', 'selected']],
    [['selected']],
  ]);
});

test('an item whose comment is refused is not moved, nor any after it, and those before it are told of', async () => {
  await using world = await createGitHubProjectsWorld();
  const ids = [1, 2, 3].map(() => world.addItem({ states: ['Backlog'] }));
  const selection = world.board.openSelection();
  const items = candidates((await selection.read()).items);
  world.sandbox.failField({
    field: 'Mutation.addComment',
    type: 'UNPROCESSABLE',
    message: 'locked',
    times: 1,
  });
  const done: MoveResult[] = [];
  await expect(move(selection, items, done)).rejects.toMatchObject({ reason: 'answer-unexpected' });
  expect(done).toEqual([]);
  expect(ids.map((id) => world.look(id).states)).toEqual([['Backlog'], ['Backlog'], ['Backlog']]);
});

test('a card that cannot be written fails alone', async () => {
  await using world = await createGitHubProjectsWorld();
  const ids = [1, 2].map(() => world.addItem({ states: ['Backlog'] }));
  const selection = world.board.openSelection();
  const items = candidates((await selection.read()).items);
  world.sandbox.failField({
    field: 'Mutation.updateProjectV2ItemFieldValue',
    type: 'FORBIDDEN',
    message: 'no',
    times: 1,
  });
  const results = await move(selection, items);
  expect(results).toMatchObject([{ outcome: 'failed', reason: 'permission-missing' }, { outcome: 'moved' }]);
  expect(ids.map((id) => world.look(id).states)).toEqual([['Backlog'], ['Todo']]);
});

test('a card that somebody archives meanwhile stays, and its item is told that it was not moved', async () => {
  await using world = await createGitHubProjectsWorld();
  const [kept, archived] = [1, 2].map(() => world.addItem({ states: ['Backlog'] }));
  if (!kept || !archived) throw new Error('two items');
  const write = world.sandbox.hold(({ operationId }) => operationId === 'graphql:mutation MoveCards');
  const chosen = choose(world);
  await write.reached;
  world.project.archive(world.cardOf(archived));
  write.release();
  await chosen;
  expect([kept, archived].map((id) => world.look(id).states)).toEqual([['Todo'], ['Backlog']]);
  expect([kept, archived].map((id) => statuses(world, id))).toEqual([
    [['selected']],
    [['not-moved', 'selected']],
  ]);
  expect(world.comments(archived)[0]).toContain('the card is in the archive of project 7 of acme');
});

test('the status of an earlier visit is edited, also where it is no longer among the latest comments', async () => {
  await using world = await createGitHubProjectsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  await choose(world);
  await world.put(id, 'Backlog');
  for (let count = 0; count < 12; count += 1) await commentAs(world.github, id, 'Why?');
  const before = world.operations().length;
  await choose(world);
  // No second comment was made, to be taken away again.
  expect(world.operations().slice(before)).toEqual([
    'graphql:query BoardSurvey',
    'graphql:query ReadStatus',
    'graphql:mutation Comment',
    'graphql:mutation MoveCards',
  ]);
  expect(world.comments(id).filter((body) => body !== 'Why?')).toHaveLength(1);
});

test('of two that were written at once, one is left', async () => {
  await using world = await createGitHubProjectsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  const comment = world.sandbox.hold(({ operationId }) => operationId === 'graphql:mutation Comment');
  const chosen = choose(world);
  await comment.reached;
  await updateStatus(world.github, id, { ...said, status: 'waiting', line: 'It waits.' });
  comment.release();
  await chosen;
  expect(statuses(world, id)).toEqual([['selected', 'waiting']]);
});

async function choose(world: GitHubProjectsWorld): Promise<void> {
  const selection = world.board.openSelection();
  await move(selection, candidates((await selection.read()).items));
}

/** The history of each status comment, newest first. */
function statuses(world: GitHubProjectsWorld, id: ItemId) {
  return world
    .comments(id)
    .map((body) => parseStatusComment(body, 'web')?.history.map(({ status }) => status));
}

const said = { project: 'web', at: new Date(Date.UTC(2026, 10, 23)) };

async function move(
  selection: BoardSelection,
  items: readonly BoardItem[],
  done: MoveResult[] = [],
): Promise<readonly MoveResult[]> {
  const moves = items.map(
    (item): AnnouncedMove => ({
      item,
      destination: stateOf('todo'),
      expected: [stateOf('backlog')],
      announcement: { ...said, status: 'selected', line: 'It goes.' },
      correction: ({ message }) => ({ ...said, status: 'not-moved', line: message }),
    }),
  );
  for await (const result of selection.move(moves)) done.push(result);
  return done;
}
