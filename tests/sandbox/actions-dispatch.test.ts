import { describe, expect, test } from 'vitest';

import { arrangeActions, workflowOf } from './actions-world.ts';

const simple = workflowOf('- run: echo ok', {
  root: 'name: Simple\nrun-name: For ${{ inputs.who }}\non: { workflow_dispatch: { inputs: { who: { type: string, default: all } } } }',
});

describe('a dispatch', () => {
  test('answers 204 without a body, and with the run when asked', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': simple } });
    const path = 'actions/workflows/a.yml/dispatches';
    expect(await world.api('POST', path, { ref: 'main' })).toEqual({ status: 204, body: undefined });
    const answer = await world.api('POST', path, { ref: 'refs/heads/main', return_run_details: true });
    const [, run] = world.sandbox.runs('acme/web');
    expect(answer).toEqual({
      status: 200,
      body: {
        workflow_run_id: run?.id,
        run_url: `${world.sandbox.apiUrl}/repos/acme/web/actions/runs/${run?.id}`,
        html_url: `${world.sandbox.url}/acme/web/actions/runs/${run?.id}`,
      },
    });
    await world.sandbox.idle();
    expect(world.sandbox.defects).toEqual([]);
  });

  test.each([
    ['a file that is not there', 'b.yml', { ref: 'main' }, 404, 'Not Found'],
    ['a ref that is not there', 'a.yml', { ref: 'nowhere' }, 422, 'No ref found for: nowhere'],
    [
      'an input that is not declared',
      'a.yml',
      { ref: 'main', inputs: { what: 'x' } },
      422,
      'Unexpected inputs provided: ["what"]',
    ],
    [
      'a workflow that waits for something else',
      'push.yml',
      { ref: 'main' },
      422,
      "Workflow does not have 'workflow_dispatch' trigger",
    ],
    ['a broken file', 'broken.yml', { ref: 'main' }, 422, 'failed to parse workflow: '],
    ['what the sandbox cannot do', 'matrix.yml', { ref: 'main' }, 501, 'The sandbox does not do this'],
  ])('of %s is refused', async (_, file, body, status, message) => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': simple,
        'push.yml': workflowOf('- run: echo', { root: 'on: push' }),
        'broken.yml': 'on: [',
        'matrix.yml': workflowOf('- run: echo', { job: 'strategy: { matrix: { a: [1] } }' }),
      },
    });
    const answer = await world.api('POST', `actions/workflows/${file}/dispatches`, body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) as string } });
    expect(world.sandbox.runs('acme/web')).toEqual([]);
    expect(world.sandbox.defects).toEqual([]);
  });

  test('of a file that is on another branch alone is not found', async () => {
    await using world = await arrangeActions({ workflows: {} });
    await world.repository.addPullRequest({
      title: 'A',
      head: 'topic',
      files: { '.github/workflows/a.yml': simple },
    });
    const answer = await world.api('POST', 'actions/workflows/a.yml/dispatches', { ref: 'topic' });
    expect(answer.status).toBe(404);
  });

  test('runs the file as it is at the ref', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': simple } });
    await world.repository.addPullRequest({
      title: 'A',
      head: 'topic',
      files: { '.github/workflows/a.yml': simple.replace('echo ok', 'echo other') },
    });
    await world.api('POST', 'actions/workflows/a.yml/dispatches', { ref: 'topic' });
    await world.sandbox.idle();
    const [run] = world.sandbox.runs('acme/web');
    expect(run).toMatchObject({ headBranch: 'topic', conclusion: 'success' });
    expect(run?.log).toContain('other\n');
  });

  test('by the token of a workflow starts a run', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': simple,
        'b.yml': workflowOf(
          `- run: >-
    curl -sf -X POST -H "Authorization: Bearer \${{ github.token }}" -d '{"ref":"main"}'
    "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/actions/workflows/a.yml/dispatches"`,
          { root: 'permissions: { actions: write }' },
        ),
      },
    });
    await world.dispatch('b.yml');
    await world.sandbox.idle();
    expect(world.sandbox.runs('acme/web')).toMatchObject([
      { conclusion: 'success' },
      { conclusion: 'success', displayTitle: 'For all', actor: 'github-actions[bot]' },
    ]);
  });
});

describe('a run', () => {
  test('is listed, filtered and read like on GitHub', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': simple, 'b.yml': simple } });
    const first = await world.finished(await world.dispatch('a.yml', { who: 'one' }));
    const second = await world.finished(await world.dispatch('b.yml'));
    const list = async (path: string): Promise<unknown[]> => {
      const { body } = await world.api('GET', path);
      return (body as { workflow_runs: { id: number }[] }).workflow_runs.map(({ id }) => id);
    };
    expect(await list('actions/runs')).toEqual([second.id, first.id]);
    expect(await list('actions/workflows/a.yml/runs')).toEqual([first.id]);
    expect(await list('actions/runs?status=success&per_page=1&page=2')).toEqual([first.id]);
    expect(await list('actions/runs?status=in_progress')).toEqual([]);
    expect(await list('actions/runs?event=push')).toEqual([]);
    expect(await world.api('GET', `actions/runs/${first.id}`)).toMatchObject({
      body: { name: 'Simple', display_title: 'For one', status: 'completed', conclusion: 'success' },
    });
    expect(await world.api('GET', `actions/runs/${first.id}/jobs`)).toMatchObject({
      body: { total_count: 1, jobs: [{ name: 'one', steps: [{ name: 'Run echo ok' }] }] },
    });
    expect((await world.api('GET', 'actions/runs/1')).status).toBe(404);
    expect(await world.api('GET', 'actions/workflows')).toMatchObject({
      body: { total_count: 2, workflows: [{ path: '.github/workflows/a.yml' }, { state: 'active' }] },
    });
    expect(world.sandbox.defects).toEqual([]);
  });

  test('runs again as its next attempt, of the same commit', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': simple } });
    const run = await world.finished(await world.dispatch('a.yml', { who: 'one' }));
    const { headSha } = run;
    expect((await world.api('POST', `actions/runs/${run.id}/rerun`)).status).toBe(201);
    await world.sandbox.idle();
    expect(run).toMatchObject({ attempt: 2, conclusion: 'success', headSha, inputs: { who: 'one' } });
    expect(await world.api('GET', `actions/runs/${run.id}/attempts/1`)).toMatchObject({
      body: { run_attempt: 1, conclusion: 'success' },
    });
    expect(world.sandbox.runs('acme/web')).toHaveLength(1);
  });

  test('cannot run again while it runs', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': simple } });
    const barrier = world.sandbox.holdRuns(() => true);
    const run = await world.dispatch('a.yml');
    expect((await world.api('POST', `actions/runs/${run.id}/rerun`)).status).toBe(403);
    barrier.release();
    await world.sandbox.idle();
  });

  test('of whose jobs one failed runs only that one again when asked', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': `
on: workflow_dispatch
jobs:
  good: { runs-on: x, steps: [{ run: echo good }] }
  bad: { runs-on: x, steps: [{ run: 'echo bad; test $GITHUB_RUN_ATTEMPT = 2' }] }
`,
      },
    });
    const run = await world.finished(await world.dispatch('a.yml'));
    expect(run.conclusion).toBe('failure');
    await world.api('POST', `actions/runs/${run.id}/rerun-failed-jobs`);
    await world.sandbox.idle();
    expect(run.conclusion).toBe('success');
    expect(run.log).toContain('bad\n');
    expect(run.log).not.toContain('good\n');
  });

  test('does not run again what never began, nor failed jobs where none failed', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': simple,
        'broken.yml': workflowOf('- run: echo', {
          root: 'concurrency: { group: a, queue: "${{ github.ref }}" }',
        }),
      },
    });
    const good = await world.finished(await world.dispatch('a.yml'));
    const broken = await world.finished(await world.dispatch('broken.yml'));
    expect([good.conclusion, broken.conclusion]).toEqual(['success', 'startup_failure']);
    const refused = { status: 403, body: { message: 'This workflow run cannot be retried' } };
    for (const path of [
      `actions/runs/${good.id}/rerun-failed-jobs`,
      `actions/runs/${broken.id}/rerun`,
      `actions/runs/${broken.id}/rerun-failed-jobs`,
    ]) {
      expect(await world.api('POST', path)).toMatchObject(refused);
    }
    expect([good.attempt, broken.attempt]).toEqual([1, 1]);
  });

  test('and its place in a concurrency group are told', async () => {
    await using world = await arrangeActions({
      workflows: { 'a.yml': workflowOf('- run: echo', { root: 'concurrency: Deploy' }) },
    });
    const barrier = world.sandbox.holdRuns(() => true);
    const holder = await world.dispatch('a.yml');
    const waiting = await world.dispatch('a.yml');
    expect(await world.api('GET', 'actions/concurrency_groups/deploy')).toMatchObject({
      body: {
        group_name: 'Deploy',
        group_members: [
          { run_id: holder.id, status: 'in_progress' },
          { run_id: waiting.id, status: 'pending' },
        ],
      },
    });
    expect(await world.api('GET', `actions/runs/${waiting.id}/concurrency_groups`)).toMatchObject({
      body: { concurrency_groups: [{ group_members: [{ position: 1 }] }] },
    });
    expect(await world.api('GET', 'actions/concurrency_groups')).toMatchObject({ body: { total_count: 1 } });
    barrier.release();
    await world.sandbox.idle();
    expect((await world.api('GET', 'actions/concurrency_groups/deploy')).status).toBe(404);
    expect(world.sandbox.defects).toEqual([]);
  });
});

test('variables are created, read, changed and deleted', async () => {
  await using world = await arrangeActions({ workflows: {} });
  await world.api('POST', 'actions/variables', { name: 'PAUSED', value: 'true' });
  expect((await world.api('POST', 'actions/variables', { name: 'paused', value: 'x' })).status).toBe(409);
  await world.api('PATCH', 'actions/variables/PAUSED', { value: 'false' });
  expect(await world.api('GET', 'actions/variables/PAUSED')).toMatchObject({ body: { value: 'false' } });
  await world.api('DELETE', 'actions/variables/PAUSED');
  expect((await world.api('GET', 'actions/variables/PAUSED')).status).toBe(404);
});
