import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { agentsWorkflow } from '../action/workflows.ts';
import { addLedger, NOTHING_IN_HAND } from '../ledger/ledger-view.ts';
import { startAppRouting } from '../routing/app-routing.ts';
import type { RoutedRepository, RoutingWorld } from '../routing/routing-world.ts';

const ITEMS = [1, 2, 3];

/** Webhooks come several at once, out of order, late, and with labels that were true before. */
describe.each([1, 2])('with deliveries in the disorder of seed %i', (seed) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await startAppRouting({ disorder: { seed, staleLabels: true } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** A person moves items as the web page does, one after the other, and waits for nothing. */
  async function moveToTodo(repository: RoutedRepository): Promise<void> {
    for (const number of ITEMS) {
      await repository.act('POST', `issues/${number}/labels`, { labels: ['Todo'] });
      await repository.act('DELETE', `issues/${number}/labels/Backlog`);
    }
    await world.sandbox.idle();
  }

  function startedItems({ runs }: RoutedRepository): readonly (string | undefined)[] {
    const items = runs
      .filter(({ inputs }) => inputs['agent'] === 'implementation')
      .map(({ inputs }) => inputs['item']?.split('#')[1]);
    return [...new Set(items)].sort();
  }

  test('every item that a person moved to todo is started, without a ledger', async () => {
    const repository = await world.repository();
    for (const number of ITEMS) repository.addIssue({ number, title: 'Sort', labels: ['Backlog'] });
    await moveToTodo(repository);
    expect(startedItems(repository)).toEqual(['1', '2', '3']);
  });

  test('with one, every item is implemented, and exactly once', async () => {
    const repository = await world.repository({
      config: `version: 1
isolation: none
project: web
ledger: on
board: { type: github-labels }
agents: { implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item-$RANDOM$RANDOM.txt' } }
`,
      workflow: agentsWorkflow({}),
      permissions: { actions: 'write', contents: 'write', issues: 'write' },
    });
    for (const stage of STAGES) repository.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
    const ledger = await addLedger(world.sandbox, repository);
    for (const number of ITEMS) repository.addIssue({ number, title: 'Sort', labels: ['Backlog'] });
    await moveToTodo(repository);
    expect(startedItems(repository)).toEqual(['1', '2', '3']);
    expect(repository.pullRequests()).toHaveLength(ITEMS.length);
    expect(ITEMS.map((number) => repository.issue(number).labels)).toEqual(ITEMS.map(() => ['In review']));
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });
});
