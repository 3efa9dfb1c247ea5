import { expect, test } from 'vitest';
import {
  readConversation,
  readPullRequestConversation,
} from '../../../../src/github/issues/read-conversation.ts';
import { commentAs, createGitHubWorld, itemOf } from '../github-world.ts';
import { startWire } from '../wire.ts';

test('the latest comments of an item are read in one request, with how many came before them', async () => {
  await using world = await createGitHubWorld();
  const { number } = world.repository.addIssue({ title: 'x' });
  for (let count = 1; count <= 52; count += 1) {
    await commentAs(world.github, itemOf(number), `Comment ${count}`);
  }
  const before = world.operations().length;
  const { comments, earlier } = await readConversation(world.github, itemOf(number));
  expect(world.operations().length - before).toBe(1);
  expect(earlier).toBe(2);
  expect(comments).toHaveLength(50);
  expect(comments.at(-1)).toMatchObject({ author: 'ada', byBot: false, body: 'Comment 52' });
});

test('the issue that an item is a part of is known', async () => {
  await using world = await createGitHubWorld();
  const { number: whole } = world.repository.addIssue({ title: 'whole' });
  const { number: part } = world.repository.addIssue({ title: 'part' });
  expect((await readConversation(world.github, itemOf(part))).parent).toBeUndefined();
  const { data } = await world.github.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    owner: 'acme',
    repo: 'web',
    issue_number: part,
  });
  await world.github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
    owner: 'acme',
    repo: 'web',
    issue_number: whole,
    sub_issue_id: Number(data.id),
  });
  expect((await readConversation(world.github, itemOf(part))).parent).toEqual(itemOf(whole));
});

test('an item that is gone has no conversation', async () => {
  await using world = await createGitHubWorld();
  await expect(readConversation(world.github, itemOf(9))).rejects.toMatchObject({ reason: 'item-missing' });
});

test('of a pull request its reviews are read too, but none that is still being written', async () => {
  await using world = await createGitHubWorld();
  const author = 'grace';
  const { number } = await world.repository.addPullRequest({
    title: 'Work',
    head: 'work',
    files: { a: 'a' },
    author,
  });
  const at = { owner: 'acme', repo: 'web', pull_number: number };
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
  await world.github.request(route, { ...at, event: 'REQUEST_CHANGES', body: 'Please add a test.' });
  await world.github.request(route, { ...at, body: 'Not yet.' });
  await commentAs(world.github, itemOf(number), 'A remark');
  expect(await readPullRequestConversation(world.github, itemOf(number))).toEqual({
    comments: [{ author: 'ada', byBot: false, at: expect.any(String), body: 'A remark' }],
    earlier: 0,
    reviews: [
      {
        author: 'ada',
        byBot: false,
        at: expect.any(String),
        body: 'Please add a test.',
        verdict: 'changes-requested',
      },
    ],
  });
});

test('a bot is known as one, and an account that is gone has no name', async () => {
  const at = '2026-11-30T10:00:00Z';
  const nodes = [
    { author: { __typename: 'Bot', login: 'interlock' }, body: 'Beep', createdAt: at },
    { author: null, body: 'Bye', createdAt: at },
  ];
  const data = { repository: { issue: { comments: { totalCount: 2, nodes } } } };
  await using wire = await startWire([{ body: JSON.stringify({ data }) }]);
  const { comments } = await readConversation(wire.github, itemOf(538));
  expect(comments).toEqual([
    { author: 'interlock', byBot: true, at, body: 'Beep' },
    { author: undefined, byBot: false, at, body: 'Bye' },
  ]);
});
