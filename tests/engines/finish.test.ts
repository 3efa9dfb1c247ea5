import { describe, expect, test } from 'vitest';
import { BRANCH, implement } from '../scenario/action/implementation-world.ts';
import type { Sent, Turn } from '../scripted-model/turn.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld, type ItemAgent } from './item-world.ts';

const say = (text: string, sees?: Turn['sees']): Turn => ({
  answer: { kind: 'say', text },
  ...(sees && { sees }),
});

const saidBy = (sent: Sent, by: Sent['conversation'][number]['by']): string =>
  sent.conversation.flatMap((said) => (said.by === by ? [said.text] : [])).join('\n');

describe.each(itemAgents)('an item, by $engine', (agent: ItemAgent) => {
  const { run, call } = agent;
  const calls = (one: ReturnType<ItemAgent['run']>, sees?: Turn['sees']): Turn => ({
    answer: { kind: 'call', calls: [one] },
    ...(sees && { sees }),
  });

  test('whose agent says that it is done and changed nothing is continued, in the same session', async () => {
    await using world = await createItemWorld(agent, {
      turns: [
        calls(call('finish', { outcome: 'done', summary: 'All is sorted.' })),
        say('I am done.'),
        say('I was sure that I had done it.', (sent) => {
          expect(saidBy(sent, 'user')).toContain('Newest first, please.');
          expect(saidBy(sent, 'model')).toContain('All is sorted.');
          expect(saidBy(sent, 'model')).toContain('I am done.');
          expect(saidBy(sent, 'user')).toContain(
            'You said that the work is done, but every file of your checkout is as you found it.',
          );
        }),
        calls(run('echo sorted > sort.txt'), (sent) => {
          expect(saidBy(sent, 'model')).toContain('I was sure that I had done it.');
        }),
        calls(call('finish', { outcome: 'done', title: 'Sort the list', summary: 'Now it is sorted.' })),
        say('Sorry.'),
      ],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(await world.web.readFile(BRANCH, 'sort.txt')).toBe('sorted\n');
    expect(world.web.pullRequests()).toMatchObject([{ title: 'Sort the list' }]);
  });

  test('says on its item what its agent reports, as one step of its history', async () => {
    const report = (summary: string) => calls(call('report_progress', { summary }));
    await using world = await createItemWorld(agent, {
      turns: [
        report('I read the *code*.'),
        report('I write a test.'),
        report('I run the tests.'),
        { answer: { kind: 'held', text: 'Hm.' } },
        say('Hm.'),
        say('Hm.'),
      ],
    });
    const ran = implement(world);
    await world.model.reached(3);
    const status = () => world.web.issue(538).comments[0]?.body ?? '';
    // Which of the reports it is depends on the time they took.
    await world.sandbox.until(() => /^> I (?:read|write|run) /m.test(status()));
    expect(status()).toContain('**Interlock (web): Working**');
    expect(status().match(/^- .* · working · /gm)).toHaveLength(1);
    world.model.release();
    expect((await ran).outputs).toMatchObject({ reason: 'no-changes' });
    expect(status()).not.toMatch(/^> I /m);
  });

  test('that is not finished after two continuations has failed, and the failure is said', async () => {
    await using world = await createItemWorld(agent, { turns: [say('Hm.'), say('Hm?'), say('Hm!')] });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'no-changes' });
    expect(world.web.issue(538).comments[0]?.body).toContain('Hm!');
    expect(world.web.pullRequests()).toEqual([]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });

  test('about which the agent has a question is given to a person, with what was done so far on the branch', async () => {
    await using world = await createItemWorld(agent, {
      turns: [
        calls(run('echo half > sort.txt')),
        calls(call('finish', { outcome: 'question', summary: 'By which date, @mona? Closes #1' })),
        say('I wait.'),
      ],
    });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'refused', reason: 'question-asked' });
    expect(world.web.pullRequests()).toEqual([]);
    expect(await world.web.readFile(BRANCH, 'sort.txt')).toBe('half\n');
    const { comments, labels } = world.web.issue(538);
    expect(labels).toEqual(['In progress']);
    const question = comments.find(({ body }) => body.startsWith('### The agent has a question'))?.body;
    expect(question).toContain('By which date, ');
    expect(question).not.toMatch(/@mona|Closes #1\b/);
    const status = comments.find(({ body }) => body.startsWith('**Interlock'))?.body ?? '';
    expect(status).toContain('An agent asks a question in a comment on this item.');
    expect(status).toContain(`is kept on the branch \`${BRANCH}\``);
    expect(status).not.toContain('failed');
    const { items } = await world.ledger.state();
    expect(items['acme/web#538']).toMatchObject({ needsHuman: true });
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
});
