import { describe, expect, test } from 'vitest';
import { act, implement } from '../scenario/action/implementation-world.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld } from './item-world.ts';

const ITEM = 'acme/web#538';

describe.each(itemAgents)('an item, by $engine', (agent) => {
  const { run, call } = agent;

  test('whose run has taken so much that another could pass the cap of the item is handed over, and no model is asked', async () => {
    await using world = await createItemWorld(agent, {
      agent: { 'token-budget': 1_000_000 },
      keys: { 'item-token-budget': 1_500_000 },
      turns: [
        { answer: { kind: 'call', calls: [run('echo sorted > sort.txt')], tookTokens: 600_000 } },
        { answer: { kind: 'call', calls: [call('finish', { outcome: 'done', summary: 'Sorted.' })] } },
        { answer: { kind: 'say', text: 'Done.' } },
      ],
    });
    expect((await implement(world)).outputs).toMatchObject({ reason: 'pull-request-opened' });
    world.model.verify();
    // A server that the list of prices does not know: it counts in tokens, all kinds of them.
    const { costs } = await world.ledger.state();
    const took = costs.items[ITEM]?.unpricedTokens ?? 0;
    expect(took).toBeGreaterThan(600_000);
    const sum = { nanoDollars: 0, tokens: took, unpricedTokens: took, runs: 1, uncountedRuns: 0 };
    expect(costs.items[ITEM]).toMatchObject(sum);
    expect(await world.ledger.events('released')).toMatchObject([{ cost: { tokens: took, isFull: false } }]);
    expect(await world.ledger.readme()).toContain(`| ${ITEM} | 1 | unknown | ${took} | ${took} |`);

    await act(world, 'PUT', 'issues/538/labels', { labels: ['Todo'] });
    const asked = world.model.asked.length;
    const again = await implement(world);
    expect(again.outputs).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
    expect(again.summary).toContain('more than the 1,500,000 tokens of `item-token-budget`');
    expect(world.model.asked).toHaveLength(asked);
    const { items, costs: after } = await world.ledger.state();
    expect(items[ITEM]).toMatchObject({ needsHuman: true });
    expect(after).toEqual(costs);
    const said = world.web.issue(538).comments.map(({ body }) => body.split('<details>')[0] ?? '');
    expect(said).toEqual([expect.stringContaining('of `item-token-budget`')]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
});
