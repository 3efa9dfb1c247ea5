import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alikeRaces, claimer, mover, type Race } from '../../contract/ledger/every-race.ts';
import { moveWorkflow } from '../action/workflows.ts';
import { type ClaimWorld, createClaimWorld, UNGROUPED } from './claim-world.ts';
import { inOrder } from './order-calls.ts';

/** A team's own workflow, beside `move.yml`. */
const START = 'start.yml';

/** One of those that are the same to both processes; the contract test of the ledger shows that they are. */
const first = ([race]: readonly [Race, ...Race[]]): Race => race;

describe('two processes of the built action that share no concurrency group', () => {
  let world: ClaimWorld;

  beforeAll(async () => {
    world = await createClaimWorld({
      keys: { 'max-in-flight': 50 },
      files: {
        [`.github/workflows/${START}`]: moveWorkflow({
          permissions: { actions: 'write', contents: 'write', issues: 'write' },
        }),
      },
    });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  function addItem(): { readonly number: number; readonly item: string } {
    const { number } = world.web.addIssue({ title: 'Sort', labels: ['Backlog'] });
    world.sandbox.passTime(2_000);
    return { number, item: `acme/web#${number}` };
  }

  /** Lets two runs that are held go, and their calls go in this order. */
  async function race(
    { order, turns }: Race,
    [a, b]: readonly [number, number],
    begins: readonly { release(): void }[],
  ): Promise<readonly Readonly<Record<string, string>>[]> {
    const repository = 'acme/web';
    const raced = inOrder(world.sandbox, { order }, { A: { repository, id: a }, B: { repository, id: b } });
    for (const begin of begins) begin.release();
    expect(await raced).toEqual(turns);
    await world.sandbox.idle();
    return [a, b].map((run) => world.runOf(run).outputs);
  }

  test.each(alikeRaces(mover({ tells: true }), 'A').map(first))(
    'are of two workflows and move one item, in the order $order: one moves it, and starts one run',
    async (one) => {
      const { number, item } = addItem();
      const inputs = { item, destination: 'todo', 'expected-source-state': 'backlog' };
      const before = (await world.ledger.entries()).length;
      // What it starts is another test's business.
      const begin = world.sandbox.holdRuns(({ path }) => /(move|start)\.yml$/.test(path));
      world.sandbox.holdRuns(
        (run) => run.inputs['item'] === item && run.inputs['agent'] === 'implementation',
      );
      const runs = [await world.start('move.yml', inputs), await world.start(START, inputs)] as const;
      const ends = await race(one, runs, [begin]);
      expect(ends.map(({ reason }) => reason).toSorted()).toEqual(['moved', one.loses].toSorted());
      expect(world.web.issue(number).labels).toEqual(['Todo']);
      expect(world.web.issue(number).timeline.filter(({ label }) => label === 'Todo')).toHaveLength(1);
      const started = world.runs('implementation').filter((run) => run.inputs['item'] === item);
      expect(started).toHaveLength(1);
      const entries = (await world.ledger.entries()).slice(before);
      expect(entries.map(({ events }) => events.map(({ type }) => type))).toEqual([
        ['move-decided'],
        ['item-seen', 'dispatch-sent'],
      ]);
      expect(entries[0]?.events).toMatchObject([{ requests: [{ key: started[0]?.inputs['dispatch'] }] }]);
    },
  );

  /** An item in todo whose run waits to begin, and a second one that a person has started. */
  async function startTwo(second: (dispatch: string) => Readonly<Record<string, string>> = () => ({})) {
    const { number, item } = addItem();
    const hold = (workflow: string) =>
      world.sandbox.holdRuns(
        ({ inputs, path }) =>
          inputs['item'] === item && inputs['agent'] === 'implementation' && path.endsWith(`/${workflow}`),
      );
    const begins = [hold('interlock.yml'), hold(UNGROUPED)];
    await world.run('move.yml', { item, destination: 'todo' });
    const [dispatched] = world.runs('implementation').filter((run) => run.inputs['item'] === item);
    const key = dispatched?.inputs['dispatch'] ?? '';
    const inputs = { project: 'web', agent: 'implementation', item, ...second(key) };
    const runs = [dispatched?.id ?? 0, await world.start(UNGROUPED, inputs)] as const;
    return { number, item, begins, runs, key };
  }

  async function expectOneWork({ number, item }: { number: number; item: string }): Promise<void> {
    expect(world.web.issue(number).labels).toEqual(['In review']);
    // It came, and went.
    expect(world.web.issue(number).timeline.filter(({ label }) => label === 'In progress')).toHaveLength(2);
    const pulls = world.web.pullRequests().filter(({ head }) => head.endsWith(`-${number}`));
    expect(pulls).toHaveLength(1);
    const { claims, dispatches } = await world.ledger.inHand();
    expect(claims).toEqual({});
    expect(Object.values(dispatches).filter((dispatch) => dispatch.item === item)).toEqual([]);
  }

  test.each(alikeRaces(claimer).map(first))(
    'and bring one dispatch, in the order $order: one of them works',
    async (one) => {
      const two = await startTwo((dispatch) => ({ dispatch }));
      const ends = await race(one, two.runs, two.begins);
      expect(ends.map(({ reason }) => reason).toSorted()).toEqual([one.loses, 'pull-request-opened']);
      await expectOneWork(two);
      const claims = await world.ledger.events('claimed');
      expect(claims.filter(({ accepts }) => accepts.key === two.key)).toHaveLength(1);
    },
  );

  test.each(alikeRaces(claimer).map(first))(
    'and of which a person has started the second by hand, in the order $order: one of them works',
    async (one) => {
      const two = await startTwo();
      const ends = await race(one, two.runs, two.begins);
      expect(ends.map(({ reason }) => reason).toSorted()).toEqual([one.loses, 'pull-request-opened']);
      await expectOneWork(two);
      const claims = await world.ledger.events('claimed');
      expect(claims.filter(({ accepts }) => accepts.dispatch.item === two.item)).toHaveLength(1);
    },
  );

  test.each([
    { who: 'the one of the ledger', first: 0, late: 'state-changed' },
    { who: "the person's", first: 1, late: 'dispatch-closed' },
  ])('and of which $who is over before the other begins: the other does nothing', async (order) => {
    const two = await startTwo();
    for (const begin of [two.begins[order.first], two.begins[1 - order.first]]) {
      begin?.release();
      await world.sandbox.idle();
    }
    const reasons = two.runs.map((run) => world.runOf(run).outputs['reason']);
    expect(reasons[order.first]).toBe('pull-request-opened');
    expect(reasons[1 - order.first]).toBe(order.late);
    await expectOneWork(two);
  });
});
