import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { ActionRun } from '../scenario/action/action-world.ts';
import { BRANCH, implement } from '../scenario/action/implementation-world.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld, REAL_KEY } from './item-world.ts';

const resultSchema = z.object({ took: z.unknown(), tools: z.array(z.unknown()).default([]) });
const resultOf = ({ outputs }: ActionRun) => resultSchema.parse(JSON.parse(outputs['result'] ?? ''));

/** The audit record that the workflow has kept. */
const recordOf = ({ artifacts }: ActionRun): string => Object.values(artifacts[0]?.files ?? {}).join();

describe.each(itemAgents)('an item, by $engine', (agent) => {
  const { run, call } = agent;

  test('tells tokens, an unknown price as unknown, and each tool call, and keeps the record of them', async () => {
    await using world = await createItemWorld(agent, {
      turns: [
        { answer: { kind: 'call', calls: [run('echo sorted > sort.txt')], tookTokens: 1_000 } },
        {
          answer: {
            kind: 'call',
            calls: [call('finish', { outcome: 'done', summary: `It is ${REAL_KEY}` })],
          },
        },
        { answer: { kind: 'call', calls: [call('finish', { outcome: 'done', summary: 'Sorted.' })] } },
        { answer: { kind: 'say', text: 'Done.' } },
      ],
    });
    const ran = await implement(world);
    world.model.verify();
    const told = new RegExp(`4 calls of ${agent.model}, tokens [0-9,]+ in.* out; the cost is unknown\\.`);
    expect(world.web.issue(538).comments[0]?.body).toMatch(told);
    expect(ran.summary).toMatch(told);
    expect(ran.log).toMatch(told);
    const { took, tools } = resultOf(ran);
    expect(took).toMatchObject({
      minutes: expect.any(Number),
      model: agent.model,
      calls: 4,
      tokens: { output: 40 },
      dollars: 'unknown',
    });
    expect(tools).toMatchObject([
      { tool: 'finish', outcome: 'failed', reason: 'text-refused' },
      { tool: 'finish', outcome: 'answered' },
    ]);
    const record = recordOf(ran);
    expect(record.match(/"kind":"model-call","end":\{"kind":"answered","status":200/g)).toHaveLength(4);
    expect(record.match(/"kind":"tool-call","tool":"finish"/g)).toHaveLength(2);
    for (const text of [record, ran.summary, ran.outputs['result']]) expect(text).not.toContain(REAL_KEY);
  });

  test('whose next call could pass the budget ends with that reason, its work kept, given to a person once', async () => {
    await using world = await createItemWorld(agent, {
      agent: { 'token-budget': 1_000_000 },
      turns: [{ answer: { kind: 'call', calls: [run('echo half > half.txt')], tookTokens: 990_000 } }],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'budget-spent' });
    expect(await world.web.readFile(BRANCH, 'half.txt')).toBe('half\n');
    expect(world.web.pullRequests()).toEqual([]);
    const [comment, ...others] = world.web.issue(538).comments.map(({ body }) => body);
    expect(others).toEqual([]);
    expect(comment).toContain('`budget-spent`');
    expect(comment).toContain('Raise that budget');
    expect(comment).toContain(`is kept on the branch \`${BRANCH}\``);
    expect(comment).toMatch(/9[0-9]{2},[0-9]{3} in.*the cost is unknown/);
    expect(comment).toContain('No agent tries again before somebody moves the item to todo.');
    const { items } = await world.ledger.state();
    expect(items['acme/web#538']).toMatchObject({ needsHuman: true });
    expect((await world.ledger.inHand()).claims).toEqual({});
    expect(recordOf(ran)).toContain('"kind":"model-call","end":{"kind":"refused","reason":"budget-spent"');
  });
});
