import { expect, test } from 'vitest';
import { inStage } from '../../contract/board-world.ts';
import { answeredIssue, answeredItem, answeredSearch, boardAnswered } from './board-answers.ts';

const item = { owner: 'acme', repository: 'web', number: 538 };

test('an issue that GitHub answers under another name, because it was transferred, is not the item', async () => {
  const elsewhere = answeredIssue('Backlog', { repository: { nameWithOwner: 'acme/moved' } });
  await using wire = await boardAnswered(answeredItem(answeredIssue('Backlog')), answeredItem(elsewhere));
  expect(await wire.board.read(item)).toMatchObject({ states: [inStage('backlog')] });
  expect(await wire.board.read(item)).toBeUndefined();
});

/** The search nominates, and what it gives is looked at. */
test.each([
  ['a card whose content is hidden', null],
  ['a draft', { __typename: 'DraftIssue' }],
  ['a pull request', { __typename: 'PullRequest' }],
  ['a closed issue', answeredIssue('Backlog', { state: 'CLOSED' })],
  ['an issue of another repository', answeredIssue('Todo', { repository: { nameWithOwner: 'acme/docs' } })],
  ['an issue that is elsewhere by now', answeredIssue('Done')],
])('%s that a search gives is no item', async (_, content) => {
  await using wire = await boardAnswered(answeredSearch([content]));
  expect(await wire.board.list(['backlog', 'todo'])).toEqual([]);
  expect(await wire.board.openSelection().read()).toMatchObject({ items: [] });
});

test('an issue that a search gives is an item', async () => {
  await using wire = await boardAnswered(answeredSearch([answeredIssue('Todo')]));
  expect(await wire.board.list(['todo'])).toMatchObject([{ id: item }]);
  expect(await wire.board.openSelection().read()).toMatchObject({ items: [{ id: item }] });
});
