import { expect, test } from 'vitest';
import { readLinkedIssues } from '../../../../src/github/issues/read-linked-issues.ts';
import { createGitHubWorld, itemOf } from '../github-world.ts';

test('issues and pull requests are read in one request, and what is not there is left out', async () => {
  await using world = await createGitHubWorld();
  const { number: issue } = world.repository.addIssue({ title: 'Filter', body: 'By name.' });
  const { number: pull } = await world.repository.addPullRequest({
    title: 'Sort',
    head: 'sort',
    files: { a: 'a' },
    body: 'Sorts.',
  });
  const before = world.operations().length;
  const hidden = { owner: 'acme', repository: 'secret', number: 1 };
  const found = await readLinkedIssues(world.github, [itemOf(pull), itemOf(9_999), hidden, itemOf(issue)]);
  expect(found).toEqual([
    { id: itemOf(pull), kind: 'pull-request', state: 'open', title: 'Sort', body: 'Sorts.' },
    { id: itemOf(issue), kind: 'issue', state: 'open', title: 'Filter', body: 'By name.' },
  ]);
  expect(world.operations().length - before).toBe(1);
  expect(await readLinkedIssues(world.github, [])).toEqual([]);
});
