import { describe, expect, test } from 'vitest';

import type { WorkflowRun } from '../../src/sandbox/index.ts';
import { arrangeActions, workflowOf } from './actions-world.ts';

const inputs = 'on: { workflow_dispatch: { inputs: { who: { type: string } } } }';

function grouped(concurrency: string): string {
  return workflowOf('- run: echo "ran ${{ inputs.who }}"', {
    root: `${inputs}\nconcurrency: ${concurrency}`,
  });
}

const states = (runs: readonly WorkflowRun[]): string[] =>
  runs.map(({ status, conclusion }) => conclusion ?? status);

describe('runs of one concurrency group', () => {
  test('one holds it, one waits, and a third takes the place of the one that waits', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': grouped('deploy') } });
    const barrier = world.sandbox.holdRuns(() => true);
    const first = await world.dispatch('a.yml', { who: 'first' });
    const second = await world.dispatch('a.yml', { who: 'second' });
    expect(states([first, second])).toEqual(['queued', 'pending']);
    const third = await world.dispatch('a.yml', { who: 'third' });
    expect(states([first, second, third])).toEqual(['queued', 'cancelled', 'pending']);
    expect(second).toMatchObject({
      log: '',
      jobs: [],
      annotations: [{ message: "Canceling since a higher priority waiting request for 'deploy' exists" }],
    });
    barrier.release();
    await world.sandbox.idle();
    expect(states([first, second, third])).toEqual(['success', 'cancelled', 'success']);
  });

  test('a group has a name of 400 characters at most', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': grouped('"${{ inputs.who }}"') } });
    const fits = await world.finished(await world.dispatch('a.yml', { who: 'x'.repeat(400) }));
    const tooLong = await world.finished(await world.dispatch('a.yml', { who: 'x'.repeat(401) }));
    expect(states([fits, tooLong])).toEqual(['success', 'startup_failure']);
    expect(tooLong.annotations.at(-1)?.message).toContain('401 characters');
  });

  test('a run holds its group while it waits for a runner, and idle counts it as at rest', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': grouped('deploy') } });
    const barrier = world.sandbox.holdRuns((run) => run.inputs['who'] === 'first');
    const first = await world.dispatch('a.yml', { who: 'first' });
    const second = await world.dispatch('a.yml', { who: 'second' });
    expect(await barrier.reached).toBe(first);
    await world.sandbox.idle();
    expect(states([first, second])).toEqual(['queued', 'pending']);
    barrier.release();
    await world.sandbox.idle();
    expect(states([first, second])).toEqual(['success', 'success']);
  });

  test('idle waits for the run that is next in the group, whoever started it', async () => {
    const again =
      'curl -sf -X POST -H "Authorization: Bearer ${{ github.token }}" -d "{\\"ref\\":\\"main\\"}"';
    const url = '"$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/actions/workflows/a.yml/dispatches"';
    await using world = await arrangeActions({
      workflows: {
        'a.yml': grouped('deploy'),
        'b.yml': workflowOf(`- run: |\n    ${again} ${url}\n    ${again} ${url}`, {
          root: 'permissions: { actions: write }',
        }),
      },
    });
    const barrier = world.sandbox.holdRuns((run) => run.name.endsWith('a.yml'));
    await world.dispatch('b.yml');
    await world.sandbox.idle();
    expect(states(world.sandbox.runs('acme/web'))).toEqual(['success', 'queued', 'pending']);
    barrier.release();
    await world.sandbox.idle();
    expect(states(world.sandbox.runs('acme/web'))).toEqual(['success', 'success', 'success']);
  });

  test('with queue: max all wait their turn', async () => {
    await using world = await arrangeActions({
      workflows: { 'a.yml': grouped('{ group: deploy, queue: max }') },
    });
    const barrier = world.sandbox.holdRuns(() => true);
    const runs = [];
    for (const who of ['one', 'two', 'three']) runs.push(await world.dispatch('a.yml', { who }));
    expect(states(runs)).toEqual(['queued', 'pending', 'pending']);
    barrier.release();
    await world.sandbox.idle();
    expect(states(runs)).toEqual(['success', 'success', 'success']);
    const [one, two, three] = runs.map(({ startedAt, updatedAt }) => ({ startedAt, updatedAt }));
    expect(one!.updatedAt < two!.startedAt && two!.updatedAt < three!.startedAt).toBe(true);
  });

  test('with cancel-in-progress the newer run interrupts the older', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': workflowOf('- run: echo started; test "${{ inputs.who }}" = second || exec sleep 60', {
          root: `${inputs}\nconcurrency: { group: deploy, cancel-in-progress: "\${{ inputs.who == 'second' }}" }`,
        }),
      },
    });
    const first = await world.dispatch('a.yml', { who: 'first' });
    await world.sandbox.until(() => first.log.includes('started'));
    const second = await world.dispatch('a.yml', { who: 'second' });
    await world.sandbox.idle();
    expect(states([first, second])).toEqual(['cancelled', 'success']);
    expect(first.updatedAt < second.startedAt).toBe(true);
  });

  test('the group is the same in another workflow and in other letters, and another elsewhere', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': grouped('deploy/${{ inputs.who }}'),
        'b.yml': grouped('DEPLOY/${{ inputs.who }}'),
      },
    });
    const barrier = world.sandbox.holdRuns(() => true);
    const runs = [
      await world.dispatch('a.yml', { who: 'x' }),
      await world.dispatch('b.yml', { who: 'X' }),
      await world.dispatch('b.yml', { who: 'y' }),
    ];
    expect(states(runs)).toEqual(['queued', 'pending', 'queued']);
    barrier.release();
    await world.sandbox.idle();
  });

  test('without a group runs do not know of each other', async () => {
    await using world = await arrangeActions({ workflows: { 'a.yml': workflowOf('- run: echo') } });
    const barrier = world.sandbox.holdRuns(() => true);
    const runs = [await world.dispatch('a.yml'), await world.dispatch('a.yml')];
    expect(states(runs)).toEqual(['queued', 'queued']);
    barrier.release();
    await world.sandbox.idle();
  });

  test('the queue may be an expression: it is that of the run, and nonsense is a startup failure', async () => {
    const concurrency = "{ group: deploy, queue: '${{ inputs.who }}', cancel-in-progress: false }";
    await using world = await arrangeActions({ workflows: { 'a.yml': grouped(concurrency) } });
    const barrier = world.sandbox.holdRuns(() => true);
    const runs = [];
    for (const who of ['max', 'max', 'max', 'single', 'some'])
      runs.push(await world.dispatch('a.yml', { who }));
    expect(states(runs)).toEqual(['queued', 'cancelled', 'cancelled', 'pending', 'startup_failure']);
    barrier.release();
    await world.sandbox.idle();
  });

  test('a group that cannot be evaluated is a startup failure', async () => {
    await using world = await arrangeActions({
      workflows: { 'a.yml': grouped("${{ fromJSON('{') }}") },
    });
    expect(await world.dispatch('a.yml')).toMatchObject({
      status: 'completed',
      conclusion: 'startup_failure',
    });
  });
});

describe('jobs of one concurrency group', () => {
  test('one runs at a time, also across runs', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': workflowOf('- run: echo', { job: 'concurrency: { group: deploy, queue: max }' }),
      },
    });
    const runs = [await world.dispatch('a.yml'), await world.dispatch('a.yml')];
    await world.sandbox.idle();
    expect(states(runs)).toEqual(['success', 'success']);
    const [one, two] = runs.map(({ jobs }) => jobs[0]);
    expect(one!.completedAt! < two!.startedAt || two!.completedAt! < one!.startedAt).toBe(true);
  });

  test('idle counts runs as at rest that wait for a held call, or for a job that does', async () => {
    await using world = await arrangeActions({
      workflows: {
        'a.yml': `
on: workflow_dispatch
jobs:
  one:
    runs-on: x
    concurrency: deploy
    steps: [{ run: 'curl -sf "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues" -H "Authorization: Bearer \${{ github.token }}"' }]
  two: { runs-on: x, needs: one, steps: [{ run: echo }] }
`,
      },
    });
    const barrier = world.sandbox.hold(({ operationId }) => operationId === 'issues/list-for-repo');
    const first = await world.dispatch('a.yml');
    await barrier.reached;
    const second = await world.dispatch('a.yml');
    await world.sandbox.idle();
    expect(states([first, second])).toEqual(['in_progress', 'queued']);
    expect(second.jobs.map(({ status }) => status)).toEqual(['pending', 'queued']);
    barrier.release();
    await world.sandbox.idle();
    expect([first, second].map(({ status }) => status)).toEqual(['completed', 'completed']);
  });

  test("a job that asks for its own run's group would wait for ever, and is cancelled", async () => {
    await using world = await arrangeActions({
      workflows: { 'a.yml': workflowOf('- run: echo', { root: 'concurrency: A', job: 'concurrency: a' }) },
    });
    const run = await world.finished(await world.dispatch('a.yml'));
    expect(run.conclusion).toBe('cancelled');
    expect(run.annotations[0]?.message).toContain('deadlock');
  });
});
