import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkflowRun } from '../../../src/sandbox/index.ts';
import { agentsWorkflow } from '../action/workflows.ts';
import { WORKFLOW_FILE } from '../app/fixture.ts';
import { label, ROUTINGS, type RoutedRepository, type RoutingWorld, unlabel } from './routing-world.ts';

const configOf = (maxRuns: number): string => `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
max-runs: ${maxRuns}
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item-$RANDOM$RANDOM.txt' }
`;

interface Held extends RoutedRepository {
  /** Lets the next run of this item begin. */
  begin(issue: number): void;
}

describe.each(ROUTINGS)('with the $router as router', ({ router, start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Items without a stage, whose implementations begin when a test says so. */
  async function arrange({ maxRuns, items }: { maxRuns: number; items: number }): Promise<Held> {
    const repository = await world.repository({ config: configOf(maxRuns), workflow: agentsWorkflow({}) });
    const { fullName } = repository;
    const holds = new Map<number, { release(): void }>();
    const hold = (number: number): void => {
      const isIts = ({ path, inputs }: WorkflowRun): boolean =>
        path === WORKFLOW_FILE && inputs['item'] === `${fullName}#${number}`;
      holds.set(number, world.sandbox.holdRuns(isIts));
    };
    for (let number = 1; number <= items; number++) {
      repository.addIssue({ number, title: `Item ${number}` });
      hold(number);
    }
    return {
      ...repository,
      get runs() {
        return repository.runs;
      },
      begin: (number) => {
        holds.get(number)?.release();
        hold(number);
      },
    };
  }

  function live(repository: RoutedRepository): readonly number[] {
    const running = repository.runs.filter(({ status }) => status !== 'completed');
    return running.toSorted((a, b) => a.id - b.id).map(itemOf);
  }

  function itemOf({ inputs }: WorkflowRun): number {
    return Number(inputs['item']?.split('#')[1]);
  }

  async function finish(repository: Held, issue: number): Promise<void> {
    repository.begin(issue);
    await world.sandbox.idle();
  }

  function statusOf(repository: RoutedRepository, issue: number): string | undefined {
    const [comment, ...others] = repository.issue(issue).comments;
    expect(others).toEqual([]);
    return /^\*\*Interlock \(web\): (.*?)\*\*/.exec(comment?.body ?? '')?.[1];
  }

  /** Of two items with one place both are dispatched, and the run of the second came first. */
  async function dispatchBoth(): Promise<Held> {
    const repository = await arrange({ maxRuns: 1, items: 2 });
    const dispatch = world.sandbox.hold(
      ({ operationId, by }) => operationId === 'actions/create-workflow-dispatch' && by.login === world.bot,
      { times: 1 },
    );
    await repository.act('POST', 'issues/1/labels', { labels: ['Todo'] });
    await dispatch.reached;
    // The app does not answer while it is held, and the next webhook is sent only then.
    world.sandbox.giveUpDeliveries();
    await repository.act('POST', 'issues/2/labels', { labels: ['Todo'] });
    await world.sandbox.until(() => repository.runs.some((run) => itemOf(run) === 2));
    dispatch.release();
    await world.sandbox.idle();
    expect(live(repository)).toEqual([2, 1]);
    return repository;
  }

  test('of six items that are moved to todo at once, three start; the others wait, and get their turn once each', async () => {
    const repository = await arrange({ maxRuns: 3, items: 6 });
    const all = Array.from({ length: 6 }, (_, index) => index + 1);
    const reasons: string[] = [];
    for (const number of all) reasons.push((await label(repository, number, 'Todo')).reason);
    expect(reasons).toEqual([...Array(3).fill('dispatched'), ...Array(3).fill('runs-full')]);
    expect(live(repository)).toEqual([1, 2, 3]);
    expect(all.slice(3).map((number) => statusOf(repository, number))).toEqual(Array(3).fill('Waiting'));

    for (const number of all) {
      expect(live(repository)).toEqual(all.slice(number - 1, number + 2));
      await finish(repository, number);
    }
    expect(repository.runs.map(itemOf).toSorted((a, b) => a - b)).toEqual(all);
    expect(repository.runs.filter(({ conclusion }) => conclusion !== 'success')).toEqual([]);
    expect(all.filter((number) => repository.issue(number).labels.join() !== 'In review')).toEqual([]);
    expect(repository.pullRequests()).toHaveLength(6);
    expect(all.map((number) => statusOf(repository, number))).toEqual(Array(6).fill('Pull request'));
  });

  test('two dispatches that both saw the last free place: the run that came second leaves its item waiting', async () => {
    const repository = await dispatchBoth();

    await finish(repository, 1);
    const [turnedAway] = repository.runs.filter((run) => itemOf(run) === 1);
    expect(turnedAway).toMatchObject({ conclusion: 'success' });
    expect(turnedAway?.summary).toMatch(/refused \(.*`runs-full`/);
    expect(repository.issue(1).labels).toEqual(['Todo']);
    expect(statusOf(repository, 1)).toBe('Waiting');
    expect(repository.pullRequests()).toEqual([]);

    await finish(repository, 2);
    expect(live(repository)).toEqual([1]);
    await finish(repository, 1);
    expect([1, 2].map((number) => repository.issue(number).labels)).toEqual([['In review'], ['In review']]);
    expect(repository.pullRequests()).toHaveLength(2);
  });

  test('a run without a place lets no item wait that a person took out of todo meanwhile', async () => {
    const repository = await dispatchBoth();
    await unlabel(repository, 1, 'Todo');
    await finish(repository, 1);
    const [turnedAway] = repository.runs.filter((run) => itemOf(run) === 1);
    expect(turnedAway?.summary).toMatch(/refused \(.*`no-stage`/);
    expect(statusOf(repository, 1)).toBeUndefined();
    await finish(repository, 2);
    expect(live(repository)).toEqual([]);
  });

  test('an item that a person took out of todo meanwhile is not started', async () => {
    const repository = await arrange({ maxRuns: 1, items: 3 });
    for (const number of [1, 2, 3]) await label(repository, number, 'Todo');
    await unlabel(repository, 2, 'Todo');
    await finish(repository, 1);
    expect(live(repository)).toEqual([3]);
  });

  test('a place that was freed without a last step is found by whoever looks next', async () => {
    const repository = await arrange({ maxRuns: 1, items: 2 });
    for (const number of [1, 2]) await label(repository, number, 'Todo');
    const [first] = repository.runs;
    await repository.act('POST', `actions/runs/${first?.id}/cancel`);
    await world.sandbox.idle();
    if (router === 'workflow') await repository.ask();
    expect(live(repository)).toEqual([2]);
  });

  test('a card that comes later takes no place from those that wait', async () => {
    const repository = await arrange({ maxRuns: 1, items: 3 });
    for (const number of [1, 2]) await label(repository, number, 'Todo');
    const [first] = repository.runs;
    const look = world.sandbox.holdDeliveries(({ event }) => event === 'workflow_run');
    await repository.act('POST', `actions/runs/${first?.id}/cancel`);
    await label(repository, 3, 'Todo');
    look.release();
    await world.sandbox.idle();
    expect(live(repository)).toEqual([2]);
    expect(statusOf(repository, 3)).toBe('Waiting');
  });

  test('what cannot be counted is not started', async () => {
    const repository = await arrange({ maxRuns: 3, items: 1 });
    world.sandbox.inject({
      match: ({ operationId, path }) =>
        operationId === 'actions/list-workflow-runs' && path.startsWith(`/repos/${repository.fullName}/`),
      fault: { kind: 'status', status: 500 },
      times: 4,
    });
    expect(await label(repository, 1, 'Todo')).toMatchObject({
      outcome: 'failed',
      reason: 'github-unavailable',
    });
    expect(repository.runs).toEqual([]);
  });
});
