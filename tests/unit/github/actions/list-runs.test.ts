import { expect, test } from 'vitest';
import { listLiveRuns } from '../../../../src/github/actions/list-runs.ts';
import { web } from '../github-world.ts';
import { startWire } from '../wire.ts';

interface ListedRun {
  readonly id: number;
  readonly status: string | null;
}

const answer = (...runs: readonly ListedRun[]) => ({
  body: JSON.stringify({
    workflow_runs: runs.map((run) => ({
      ...run,
      display_title: `implementation · acme/web#${run.id} · app`,
    })),
  }),
});
const page = (status: string, first: number) =>
  answer(...Array.from({ length: 100 }, (_, index) => ({ id: first - index, status })));

test.each(['queued', 'pending', 'waiting', 'requested', 'in_progress', null])(
  'a run that is %s lives, and one that is completed does not',
  async (status) => {
    await using wire = await startWire([answer({ id: 2, status: 'completed' }, { id: 1, status })]);
    expect(await listLiveRuns(wire.github, web, 'interlock.yml')).toEqual([
      { id: 1, displayTitle: 'implementation · acme/web#1 · app', isPending: status === 'pending' },
    ]);
  },
);

test('a page on which no run lives is the last one that is read', async () => {
  await using wire = await startWire([page('completed', 100), page('queued', 0)]);
  expect(await listLiveRuns(wire.github, web, 'interlock.yml')).toEqual([]);
  expect(wire.requests).toHaveLength(1);
});

test('after a page with runs that live the next one is read, and none is told twice', async () => {
  await using wire = await startWire([page('queued', 300), page('queued', 201), answer()]);
  const runs = await listLiveRuns(wire.github, web, 'interlock.yml');
  expect(runs).toHaveLength(199);
  expect(wire.requests.map(({ url }) => /[?&]page=(\d+)/.exec(url ?? '')?.[1])).toEqual(['1', '2', '3']);
});
