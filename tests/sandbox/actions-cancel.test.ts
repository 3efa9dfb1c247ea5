import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { arrangeActions, sha, workflowOf } from './actions-world.ts';

test('a cancelled run interrupts its step, and runs what must run always', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf(`
- { uses: 'acme/echo@${sha}', with: { text: kept } }
- run: |
    trap 'echo interrupted; exit 1' INT
    echo started
    sleep 600 & wait
- run: echo never
- { run: echo cleaning, if: always() }
- { run: echo told, if: cancelled() }
- { run: echo never, if: failure() }
`),
    },
  });
  const run = await world.dispatch('a.yml');
  await world.sandbox.until(() => run.log.includes('started'));
  expect((await world.api('POST', `actions/runs/${run.id}/cancel`)).status).toBe(202);
  await world.finished(run);
  expect(run.conclusion).toBe('cancelled');
  expect(run.jobs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual([
    'success',
    'cancelled',
    'skipped',
    'success',
    'success',
    'skipped',
    'success',
  ]);
  expect(run.log).toContain('interrupted\n');
  expect(run.log).toContain('cleaning\n');
  expect(run.log).toContain('told\n');
  expect(run.log).toContain('post remembers kept');
});

test('a run that is forced to end runs nothing more', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf(
        "- run: trap '' INT TERM; echo started; sleep 60\n- { run: echo cleaning, if: always() }",
      ),
    },
  });
  const run = await world.dispatch('a.yml');
  await world.sandbox.until(() => run.log.includes('started'));
  expect((await world.api('POST', `actions/runs/${run.id}/force-cancel`)).status).toBe(202);
  await world.finished(run);
  expect(run.conclusion).toBe('cancelled');
  expect(run.log).not.toContain('cleaning\n');
});

test('a run that waits is cancelled without a trace of a runner, and gives way', async () => {
  await using world = await arrangeActions({
    workflows: { 'a.yml': workflowOf('- run: echo', { root: 'concurrency: a' }) },
  });
  const barrier = world.sandbox.holdRuns(() => true);
  const first = await world.dispatch('a.yml');
  const second = await world.dispatch('a.yml');
  await world.api('POST', `actions/runs/${first.id}/cancel`);
  expect([first, second].map(({ status }) => status)).toEqual(['completed', 'queued']);
  expect(first).toMatchObject({ conclusion: 'cancelled', log: '', jobs: [] });
  barrier.release();
  await world.sandbox.idle();
  expect([first, second].map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'success']);
});

test('a run that is over cannot be cancelled', async () => {
  await using world = await arrangeActions({ workflows: { 'a.yml': workflowOf('- run: echo') } });
  const run = await world.finished(await world.dispatch('a.yml'));
  expect((await world.api('POST', `actions/runs/${run.id}/cancel`)).status).toBe(409);
});

test('no process and no folder outlives the sandbox', async () => {
  const world = await arrangeActions({
    workflows: { 'a.yml': workflowOf(`- run: trap '' INT TERM; sleep 600 & echo "at $PWD pid $!"; wait`) },
  });
  const run = await world.dispatch('a.yml');
  await world.sandbox.until(() => run.log.includes('pid'));
  const [, folder = '', pid = ''] = /at (\S+) pid (\d+)/.exec(run.log) ?? [];
  await world[Symbol.asyncDispose]();
  expect(existsSync(folder)).toBe(false);
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('what a step leaves in the background ends with its job', async () => {
  await using world = await arrangeActions({
    workflows: { 'a.yml': workflowOf('- run: sleep 600 & echo "pid $!"') },
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  const pid = /pid (\d+)/.exec(run.log)?.[1] ?? '';
  expect(run.conclusion).toBe('success');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

/** A process that was killed and that nobody has waited for yet is still listed, as a zombie. */
function isAlive(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}
