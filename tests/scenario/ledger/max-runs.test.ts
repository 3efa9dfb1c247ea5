import { describe, expect, test } from 'vitest';
import { createClaimWorld } from './claim-world.ts';
import { NOTHING_IN_HAND } from './ledger-view.ts';

const ITEMS = Array.from({ length: 12 }, (_, index) => index + 1);
const MAX_RUNS = 3;

describe('items that a backlog-manager moves to todo at once, in a project with a ledger and max-runs', () => {
  test('are decided in one entry; no more start than may, and each starts once in the end', async () => {
    await using world = await createClaimWorld({
      command: 'echo $INTERLOCK_ITEM > item-$RANDOM$RANDOM.txt',
      keys: { 'max-in-flight': ITEMS.length, 'max-runs': MAX_RUNS, router: 'workflow' },
    });
    const { sandbox, web, ledger } = world;
    for (const number of ITEMS) web.addIssue({ number, title: `Item ${number}`, labels: ['Backlog'] });
    const begin = sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'implementation');
    await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
    expect(world.runs('implementation').map(({ inputs }) => inputs['item'])).toEqual(
      ITEMS.slice(0, MAX_RUNS).map((number) => `acme/web#${number}`),
    );
    const moves = (await ledger.entries()).filter(({ events }) =>
      events.some(({ type }) => type === 'move-decided'),
    );
    expect(moves.map(({ events }) => events.length)).toEqual([ITEMS.length]);
    expect(Object.keys((await ledger.state()).dispatches)).toHaveLength(MAX_RUNS);
    const waiting = web
      .issues()
      .filter(({ comments }) => comments.at(-1)?.body.startsWith('**Interlock (web): Waiting**'));
    expect(waiting).toHaveLength(ITEMS.length - MAX_RUNS);

    begin.release();
    await sandbox.idle();
    const runs = world.runs('implementation');
    expect(runs.map(({ inputs }) => inputs['item']).toSorted()).toEqual(
      ITEMS.map((number) => `acme/web#${number}`).toSorted(),
    );
    // Who waited is asked for in the ledger like everybody else.
    for (const { inputs } of runs.slice(MAX_RUNS)) {
      expect(inputs).toMatchObject({
        cause: expect.stringMatching(/^waited acme\/web#\d+ after-\d+$/),
        dispatch: expect.stringMatching(/^implementation:acme\/web#\d+:\d+$/),
      });
    }
    expect(ITEMS.filter((number) => web.issue(number).labels.join() !== 'In review')).toEqual([]);
    expect(web.pullRequests()).toHaveLength(ITEMS.length);
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });
});
