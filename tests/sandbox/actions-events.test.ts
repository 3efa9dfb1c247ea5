import { expect, test } from 'vitest';

import { arrangeActions, workflowOf } from './actions-world.ts';

const onLabeled = workflowOf(
  '- run: echo "${{ github.event.issue.number }} ${{ github.event.label.name }}"',
  {
    root: 'on: { issues: { types: [labeled] } }',
  },
);

test('a workflow starts for the activity types that it names, with the payload of the webhook', async () => {
  await using world = await arrangeActions({ workflows: { 'a.yml': onLabeled } });
  const { number } = world.repository.addIssue({ title: 'An issue' });
  await world.api('PATCH', `issues/${number}`, { title: 'Another title' });
  await world.api('POST', `issues/${number}/labels`, { labels: ['bug'] });
  await world.sandbox.idle();
  const runs = world.sandbox.runs('acme/web');
  expect(runs).toMatchObject([
    { event: 'issues', conclusion: 'success', displayTitle: 'Another title', actor: 'mona' },
  ]);
  expect(runs[0]?.log).toContain(`${number} bug\n`);
});

test('what a workflow does with its own token starts nothing', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': onLabeled,
      'b.yml': workflowOf(
        `- run: >-
    curl -sf -X POST -H "Authorization: Bearer \${{ github.token }}" -d '{"labels":["bug"]}'
    "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/1/labels"`,
        { root: 'permissions: { issues: write }' },
      ),
    },
  });
  world.repository.addIssue({ number: 1, title: 'An issue' });
  const run = await world.dispatch('b.yml');
  await world.sandbox.idle();
  expect(run.conclusion).toBe('success');
  expect(world.repository.issue(1).labels).toEqual(['bug']);
  expect(world.sandbox.runs('acme/web')).toEqual([run]);
});

test('a merged pull request starts pull_request_target: closed on the default branch', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf('- run: echo "${{ github.event.pull_request.merged }} ${{ github.ref_name }}"', {
        root: 'on: { pull_request_target: { types: [closed] } }',
      }),
    },
  });
  const { number } = await world.repository.addPullRequest({ title: 'A', head: 'topic', files: { a: 'a' } });
  await world.api('PUT', `pulls/${number}/merge`, {});
  await world.sandbox.idle();
  expect(world.sandbox.runs('acme/web')).toMatchObject([
    { event: 'pull_request_target', conclusion: 'success' },
  ]);
  expect(world.sandbox.runs('acme/web')[0]?.log).toContain('true main\n');
});

test.each([
  ['a trigger', 'on: pull_request', 'workflows on: pull_request'],
  [
    'a filter',
    'on: { pull_request_target: { types: [closed], branches: [main] } }',
    'on.pull_request_target.branches',
  ],
])('%s that the sandbox does not have fails where GitHub would start', async (_, root, what) => {
  await using world = await arrangeActions({ workflows: { 'a.yml': workflowOf('- run: echo', { root }) } });
  const { number } = await world.repository.addPullRequest({ title: 'A', head: 'topic', files: { a: 'a' } });
  await world.api('PATCH', `pulls/${number}`, { state: 'closed' });
  await world.sandbox.idle();
  expect(world.sandbox.runs('acme/web')).toMatchObject([
    { conclusion: 'startup_failure', annotations: [{ message: `The sandbox does not do this: ${what}` }] },
  ]);
});
