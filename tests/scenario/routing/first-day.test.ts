import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agentsWorkflow } from '../action/workflows.ts';
import { merge, ROUTINGS, type RoutedRepository, type RoutingWorld } from './routing-world.ts';

const CONFIG = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
max-in-flight: 12
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item-$RANDOM.txt' }
`;

/** 300 items of a team that has worked with a board for a while: 10 of them in flight. */
const BEFORE: readonly (readonly [label: string, items: number])[] = [
  ['In review', 3],
  ['Todo', 5],
  ['In progress', 2],
  ['Backlog', 100],
  ['', 30],
  ['Splitting', 10],
  ['Planning', 20],
  ['Done', 60],
  ['Merged', 70],
];

describe.each(ROUTINGS)('with the $router as router', ({ start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Items are there before the App is told of anything; numbers tell their age. */
  async function arrange(): Promise<RoutedRepository> {
    const repository = await world.repository({ config: CONFIG, workflow: agentsWorkflow({}) });
    const labels = BEFORE.flatMap(([label, items]) => Array.from({ length: items }, () => label));
    for (const [index, label] of labels.entries()) {
      repository.addIssue({
        number: index + 1,
        title: `Item ${index + 1}`,
        labels: label === '' ? [] : [label],
        state: label === 'Merged' ? 'closed' : 'open',
      });
    }
    await repository.addPullRequest({
      number: 601,
      title: 'Item 1',
      body: 'Closes #1',
      head: 'topic',
      files: { 'sort.ts': 'export {};\n' },
    });
    return repository;
  }

  function implemented(repository: RoutedRepository): readonly (string | undefined)[] {
    const runs = repository.runs.filter(({ inputs }) => inputs['agent'] === 'implementation');
    return runs.map(({ inputs }) => inputs['item']?.split('#')[1]).toSorted();
  }

  function labelsOf(repository: RoutedRepository): ReadonlyMap<number, string> {
    return new Map(repository.issues().map(({ number, labels }) => [number, labels.join()]));
  }

  test('of 300 items that were there before, those start that fit into the free capacity, and no other is touched', async () => {
    const repository = await arrange();
    const before = labelsOf(repository);
    expect(repository.issues()).toHaveLength(300);

    await repository.ask();
    // The two oldest of the backlog: 10 of 12 were in flight.
    expect(implemented(repository)).toEqual(['11', '12']);

    await merge(repository, 601);
    expect(implemented(repository)).toEqual(['11', '12', '13']);

    const changed = [...labelsOf(repository)].filter(([number, labels]) => labels !== before.get(number));
    expect(changed).toEqual([
      [1, 'Merged'],
      [11, 'In review'],
      [12, 'In review'],
      [13, 'In review'],
    ]);
    const silent = repository.issues().filter(({ comments }) => comments.length === 0);
    expect(silent).toHaveLength(300 - changed.length);
  });

  test('an item that was in todo before starts when a person moves it out and in again', async () => {
    const repository = await arrange();
    await repository.act('DELETE', 'issues/4/labels/Todo');
    await world.sandbox.idle();
    expect(repository.runs).toEqual([]);
    await repository.act('POST', 'issues/4/labels', { labels: ['Todo'] });
    await world.sandbox.idle();
    expect(implemented(repository)).toEqual(['4']);
  });
});
