import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClaimWorld, createClaimWorld, UNGROUPED } from './ledger/claim-world.ts';
import { inOrder, tellingOrders } from './ledger/order-calls.ts';

/** Of a move that nobody disturbs. */
const MOVE = ['read ledger', 'read item', 'append', 'write board'] as const;
const CLAIM = ['read ledger', 'append'] as const;

describe('two processes of the built action that share no concurrency group', () => {
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await createClaimWorld({ keys: { 'max-in-flight': 50 } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Starts two runs at once, whose calls then go in this order. */
  async function race(
    order: string,
    steps: typeof MOVE | typeof CLAIM,
    start: () => Promise<readonly [number, number]>,
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const { sandbox } = world;
    const begin = sandbox.holdRuns(({ event }) => event === 'workflow_dispatch');
    const [a, b] = await start();
    const raced = inOrder(sandbox, 'acme/web', { order, steps, runs: { A: a, B: b } });
    begin.release();
    await raced;
    return [a, b].map((run) => world.runOf(run).outputs);
  }

  test.each(tellingOrders(MOVE))(
    'and move one item, in the order %s: one moves it, and starts one run',
    async (order) => {
      const { number } = world.web.addIssue({ title: 'Sort', labels: ['Backlog'] });
      const item = `acme/web#${number}`;
      const inputs = { item, destination: 'todo', 'expected-source-state': 'backlog' };
      // What it starts is another test's business.
      world.sandbox.holdRuns(
        (run) => run.inputs['item'] === item && run.inputs['agent'] === 'implementation',
      );
      const ends = await race(order, MOVE, async () => [
        await world.start('move.yml', inputs),
        await world.start('move.yml', inputs),
      ]);
      expect(ends.map(({ outcome }) => outcome).filter((outcome) => outcome === 'moved')).toHaveLength(1);
      expect(ends.map(({ reason }) => reason)).toContainEqual(
        expect.stringMatching(/^(state-changed|already-there)$/),
      );
      expect(world.web.issue(number).labels).toEqual(['Todo']);
      const runs = world.runs('implementation').filter((run) => run.inputs['item'] === item);
      expect(runs).toHaveLength(1);
      const decided = (await world.ledger.events('move-decided')).filter((event) => event.item === item);
      expect(decided).toHaveLength(1);
      expect(decided[0]?.requests[0]?.key).toBe(runs[0]?.inputs['dispatch']);
    },
  );

  test.each(tellingOrders(CLAIM))(
    'and bring one dispatch, in the order %s: one of them works',
    async (order) => {
      const { number } = world.web.addIssue({ title: 'Sort', labels: ['Backlog'] });
      const item = `acme/web#${number}`;
      const { sandbox } = world;
      sandbox.holdRuns((run) => run.inputs['item'] === item && run.path.endsWith('/interlock.yml'));
      await world.run('move.yml', { item, destination: 'todo' });
      const [decided] = (await world.ledger.events('move-decided')).filter((event) => event.item === item);
      const dispatch = decided?.requests[0]?.key ?? '';
      const inputs = { project: 'web', agent: 'implementation', item, dispatch };
      const ends = await race(order, CLAIM, async () => [
        await world.start(UNGROUPED, inputs),
        await world.start(UNGROUPED, inputs),
      ]);
      const reasons = ends.map(({ reason }) => reason);
      expect(reasons).toContain('pull-request-opened');
      expect(reasons).toContainEqual(expect.stringMatching(/^(claimed|dispatch-closed)$/));
      const accepted = (await world.ledger.events('claimed')).filter(
        ({ accepts }) => accepts.key === dispatch,
      );
      expect(accepted).toHaveLength(1);
      expect(world.web.issue(number).labels).toEqual(['In review']);
      expect(world.web.issue(number).timeline.filter(({ label }) => label === 'In progress')).toHaveLength(2);
    },
  );
});
