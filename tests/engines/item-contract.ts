import { expect, test } from 'vitest';
import { BRANCH, implement } from '../scenario/action/implementation-world.ts';
import { createItemWorld, type ItemAgent, REAL_KEY } from './item-world.ts';

/** What holds for an item that an engine works on, from the configuration to the pull request. */
export function testItem(agent: ItemAgent): void {
  test('becomes a pull request with the words of the agent, and the key stays with us', async () => {
    const { run, call } = agent;
    await using world = await createItemWorld(agent, {
      turns: [
        {
          sees: ({ conversation, tools, headers, raw }) => {
            const said = conversation.map(({ text }) => text).join('\n');
            expect(said).toContain('You implement one item');
            expect(said).toContain('Newest first, please.');
            expect(tools.join()).toContain('get_work_item');
            expect(JSON.stringify(headers)).toContain(REAL_KEY);
            expect(raw).not.toContain(REAL_KEY);
          },
          answer: { kind: 'call', calls: [run('echo sorted > sort.txt; env > env.txt')] },
        },
        { answer: { kind: 'call', calls: [call('get_work_item', { item: 'acme/web#538' })] } },
        {
          sees: ({ conversation }) =>
            expect(conversation.filter(({ by }) => by === 'tool').at(-1)?.text).toContain('Sort by date'),
          answer: {
            kind: 'call',
            calls: [call('finish', { outcome: 'done', summary: 'Sorted. Thanks @mona, fixes #1.' })],
          },
        },
        { answer: { kind: 'say', text: 'I am done.' } },
      ],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(await world.web.readFile(BRANCH, 'sort.txt')).toBe('sorted\n');
    const env = await world.web.readFile(BRANCH, 'env.txt');
    expect(env).toContain('INTERLOCK_ITEM=acme/web#538');
    expect(env).not.toContain(REAL_KEY);
    const [pullRequest] = world.web.pullRequests();
    expect(pullRequest?.body).toContain('## What the agent says\n\nSorted.');
    expect(pullRequest?.body).not.toMatch(/@mona|fixes #1\b/);
    expect(ran.log).toContain(`##[group]Interlock: ${agent.engine} at work`);
    expect(ran.log).not.toContain(REAL_KEY);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });

  test('whose key the provider refuses is left to a person, with the reason, and nothing is claimed', async () => {
    await using world = await createItemWorld(agent, {
      turns: [{ answer: { kind: 'status', status: 401 } }],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-refused' });
    expect((await world.ledger.inHand()).claims).toEqual({});
    expect(world.web.issue(538).comments.at(-1)?.body).toContain('Check the secret');
  });

  test('whose model the provider does not know ends with that, and says what to correct', async () => {
    const message = 'model: no-such-model';
    await using world = await createItemWorld(agent, {
      turns: [{ answer: { kind: 'status', status: 404, message } }],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-refused' });
    const said = world.web.issue(538).comments.at(-1)?.body;
    expect(said).toContain('the name of the model');
    expect(said).toContain('no call of its model was answered');
    expect(world.web.pullRequests()).toEqual([]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });

  test('whose model answers no JSON has failed, and leaves no claim', async () => {
    const answer = { kind: 'garbage', body: '<html>It works!</html>' } as const;
    await using world = await createItemWorld(agent, {
      turns: Array.from({ length: 40 }, () => ({ answer })),
    });
    const ran = await implement(world);
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-unavailable' });
    expect(world.web.issue(538)).toMatchObject({ labels: ['In progress'], comments: [{}] });
    expect(ran.summary).toMatch(/tokens at most [0-9,]+ in/);
    expect(world.web.pullRequests()).toEqual([]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });

  test('without a key asks no model, and names the variable', async () => {
    await using world = await createItemWorld({ ...agent, env: () => ({}) }, { turns: [] });
    const ran = await implement(world);
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-access-invalid' });
    expect(world.web.issue(538).comments.at(-1)?.body).toMatch(/`[A-Z]+_API_KEY`/);
    expect(world.model.asked).toEqual([]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
}
