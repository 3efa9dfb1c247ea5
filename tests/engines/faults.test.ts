import { describe, expect, test } from 'vitest';
import { act, BRANCH, INPUTS, implement } from '../scenario/action/implementation-world.ts';
import type { Turn } from '../scripted-model/turn.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld, type ItemAgent, type ItemWorld } from './item-world.ts';

/** What holds however an engine ends that came to no good end. */
async function expectCleanEnd(world: ItemWorld, words: string): Promise<void> {
  expect(world.web.pullRequests()).toEqual([]);
  expect(world.web.issue(538).labels).toEqual(['In progress']);
  expect(world.web.issue(538).comments[0]?.body).toContain(words);
  expect((await world.ledger.inHand()).claims).toEqual({});
  expect(await world.web.readFile(BRANCH, 'sort.txt')).toBe('half\n');
}

describe.each(itemAgents)('an item, by $engine', (agent: ItemAgent) => {
  const half: Turn = {
    answer: { kind: 'call', calls: [agent.run('echo half > sort.txt')] },
  };

  test.each([
    [401, 'model-refused'],
    [429, 'model-limited'],
    [500, 'model-unavailable'],
    [529, 'model-unavailable'],
  ] as const)(
    'whose model answers %i in mid-work ends as %s, and what was done is kept',
    async (status, reason) => {
      await using world = await createItemWorld(agent, {
        turns: [half, { answer: { kind: 'status', status } }],
      });
      const { outputs } = await implement(world);
      world.model.verify();
      expect(outputs).toMatchObject({ outcome: 'failed', reason });
      await expectCleanEnd(world, `\`${reason}\``);
    },
  );

  test('whose engine crashes ends as engine-failed, and what was done is kept', async () => {
    await using world = await createItemWorld(agent, {
      turns: [half, { answer: { kind: 'call', calls: [agent.run('kill -9 $PPID')] } }],
    });
    const { outputs } = await implement(world);
    expect(outputs).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    await expectCleanEnd(world, '`engine-failed`');
  });

  test('whose run a person cancels is left to them, and what was done is kept', async () => {
    await using world = await createItemWorld(agent, { turns: [half, { answer: { kind: 'hang' } }] });
    const id = await world.start('interlock.yml', INPUTS);
    await world.model.reached(1);
    await act(world, 'POST', `actions/runs/${id}/cancel`, {});
    await world.sandbox.idle();
    expect(world.runOf(id).outputs).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    await expectCleanEnd(world, 'A run on this item was cancelled.');
  });
});
