import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { agentsWorkflow } from '../action/workflows.ts';
import { merge, ROUTINGS, type RoutedRepository, type RoutingWorld } from '../routing/routing-world.ts';
import { addLedger, type LedgerView, NOTHING_IN_HAND } from './ledger-view.ts';

const CONFIG = `version: 1
isolation: none
project: web
ledger: on
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item-$RANDOM$RANDOM.txt' }
`;

interface Arranged {
  readonly repository: RoutedRepository;
  readonly ledger: LedgerView;
}

describe.each(ROUTINGS)('with the $router as router, and a ledger', ({ start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  async function arrange(): Promise<Arranged> {
    const repository = await world.repository({
      config: CONFIG,
      workflow: agentsWorkflow({}),
      permissions: { actions: 'write', contents: 'write', issues: 'write' },
    });
    for (const stage of STAGES) repository.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
    return { repository, ledger: await addLedger(world.sandbox, repository) };
  }

  /** Sends once more, newest first, what the router was told of labels. */
  async function repeat(): Promise<void> {
    for (const { id, event } of world.sandbox.deliveries.toReversed()) {
      if (event === 'issues') world.sandbox.redeliver(id);
    }
    await world.sandbox.idle();
  }

  test('the pipeline runs from backlog to merged, each agent once, and the branch tells the story', async () => {
    const { repository, ledger } = await arrange();
    for (const number of [1, 2])
      repository.addIssue({ number, title: `Item ${number}`, labels: ['Backlog'] });
    await repository.ask();
    expect(started(repository)).toEqual(['backlog-manager', 'implementation 1']);
    expect(await ledger.readme()).toMatch(/## In flight\n\n.*\n.*\n\| acme\/web-\d+#1 \| in-review \|/);

    // The merge is told of, and so is the move that it leads to: one run answers both while it has not begun.
    const next = world.sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'backlog-manager');
    await merge(repository, repository.pullRequests()[0]?.number ?? 0);
    next.release();
    await world.sandbox.idle();
    const all = ['backlog-manager', 'implementation 1', 'backlog-manager', 'implementation 2'];
    expect(started(repository)).toEqual(all);
    expect(repository.runs.filter(({ conclusion }) => conclusion !== 'success')).toEqual([]);
    expect(repository.issues().slice(0, 2)).toMatchObject([
      { labels: ['Merged'], state: 'closed' },
      { labels: ['In review'], state: 'open' },
    ]);
    const headlines = await ledger.headlines();
    expect(headlines.filter((line) => !line.endsWith(' [skip ci]'))).toEqual([]);
    const name = repository.fullName;
    expect(headlines.filter((line) => line.startsWith(`move ${name}`))).toEqual(
      [
        '1 to todo',
        '1 to in-progress',
        '1 to in-review',
        `1 to merged, ${name} 1 is closed`,
        '2 to todo',
        '2 to in-progress',
        '2 to in-review',
      ].map((move) => `move ${name} ${move} [skip ci]`),
    );
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
    expect(Object.keys((await ledger.state()).costs.items)).toEqual([`${name}#2`]);
    expect((await ledger.state()).items[`${name}#1`]).toMatchObject({
      seen: { stage: 'merged' },
      move: null,
    });

    // That somebody looks once more is harmless: there is no place.
    await repeat();
    expect(started(repository).filter((agent) => agent !== 'backlog-manager')).toEqual([
      'implementation 1',
      'implementation 2',
    ]);
    expect(repository.pullRequests()).toHaveLength(2);
  });

  test('an item that a person moves to todo is seen once and started once, however often and in whatever order that is told', async () => {
    const { repository, ledger } = await arrange();
    repository.addIssue({ number: 1, title: 'Item 1', labels: ['Splitting'] });
    const told = world.sandbox.holdDeliveries(({ event }) => event === 'issues');
    const route = world.sandbox.holdRuns(({ event }) => event === 'issues');
    await repository.act('POST', 'issues/1/labels', { labels: ['Todo'] });
    await repository.act('DELETE', 'issues/1/labels/Splitting');
    told.release(told.held.toReversed());
    route.release();
    await world.sandbox.idle();
    await repeat();
    expect(started(repository)).toEqual(['implementation 1']);
    expect(repository.issue(1).labels).toEqual(['In review']);
    const seen = (await ledger.events('item-seen')).filter(({ by }) => by === 'person');
    expect(seen).toMatchObject([{ version: { stage: 'todo' }, requests: [{ dispatch: { sent: null } }] }]);
    expect(repository.runs[0]?.inputs['dispatch']).toBe(seen[0]?.requests[0]?.key);
  });

  test('a second visit to todo is a second dispatch, and the first one is good for nothing any more', async () => {
    const { repository, ledger } = await arrange();
    const { fullName } = repository;
    repository.addIssue({ number: 1, title: 'Item 1' });
    const held = world.sandbox.holdRuns(({ inputs }) => inputs['item'] === `${fullName}#1`);
    for (const step of ['add', 'take', 'add'] as const) {
      await (step === 'add'
        ? repository.act('POST', 'issues/1/labels', { labels: ['Todo'] })
        : repository.act('DELETE', 'issues/1/labels/Todo'));
      await world.sandbox.idle();
    }
    held.release();
    await world.sandbox.idle();
    const reasons = repository.runs
      .toSorted((a, b) => a.id - b.id)
      .map(({ summary }) => /\(\[?`([\w-]+)/.exec(summary)?.[1]);
    expect(reasons).toEqual(['dispatch-closed', 'pull-request-opened']);
    expect(repository.pullRequests()).toHaveLength(1);
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });
});

/** Agents and their items, in the order of their runs. */
function started({ runs }: RoutedRepository): readonly string[] {
  return runs
    .toSorted((a, b) => a.id - b.id)
    .map(({ inputs }) => [inputs['agent'], inputs['item']?.split('#')[1]].filter(Boolean).join(' '));
}
