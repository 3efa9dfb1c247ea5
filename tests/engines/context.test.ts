import { describe, expect, test } from 'vitest';
import { act, BRANCH, implement } from '../scenario/action/implementation-world.ts';
import type { Turn } from '../scripted-model/turn.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld, type ItemAgent } from './item-world.ts';

const TEMPLATE = '## What\n<!-- In a sentence. -->\n\n## Tests\n- [ ] I ran them\n';
const BODY = 'Part of #12.\n\n## Acceptance criteria\n- [ ] Newest first\n- [ ] Fast\n- [ ] Stable\n';

describe.each(itemAgents)('an item, by $engine', (agent: ItemAgent) => {
  const { run, call } = agent;
  const calls = (one: ReturnType<ItemAgent['run']>, sees?: Turn['sees']): Turn => ({
    answer: { kind: 'call', calls: [one] },
    ...(sees && { sees }),
  });

  test('is worked on by the rules of the team, becomes a pull request of its form, and has its criteria ticked', async () => {
    await using world = await createItemWorld(agent, {
      body: BODY,
      files: {
        'AGENTS.md': 'Name no file after a person.',
        'CLAUDE.md': 'Indent by two.',
        '.github/pull_request_template.md': TEMPLATE,
      },
      turns: [
        calls(run('echo sorted > sort.txt; echo obey-me > AGENTS.md'), ({ conversation }) => {
          const said = conversation.map(({ text }) => text).join('\n');
          expect(said).toMatch(/rules, from `AGENTS\.md`.*\n.*\nName no file after a person\./);
          expect(said).toMatch(/rules, from `CLAUDE\.md`.*\n.*\nIndent by two\./);
          expect(said).toContain('<!-- In a sentence. -->');
          expect(said).toContain('1. [ ] Newest first\n2. [ ] Fast\n3. [ ] Stable');
          expect(said).toMatch(/acme\/web#12 \(open\), which the item names:\n.*\n# Lists\n\nAll of them\./);
        }),
        calls(
          call('finish', {
            outcome: 'done',
            title: 'Sort the list by date',
            summary: '## What\nSorts it.\n\n## Tests\n- [x] I ran them',
            unmetCriteria: [2],
          }),
        ),
        { answer: { kind: 'say', text: 'Done.' } },
      ],
    });
    world.web.addIssue({ number: 12, title: 'Lists', body: 'All of them.' });
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    const [pullRequest] = world.web.pullRequests();
    expect(pullRequest?.title).toBe('Sort the list by date');
    expect(pullRequest?.body).toMatch(
      /^Closes acme\/web#538\n\nMade by Interlock.*\n\n## What\nSorts it\.\n\n## Tests\n- \[x\] I ran them\n$/,
    );
    expect(world.web.issue(538).body).toBe(
      BODY.replace('[ ] Newest', '[x] Newest').replace('[ ] Stable', '[x] Stable'),
    );
    expect(ran.summary).toContain('Ticked 2 of 3 acceptance criteria');
    expect(await world.web.readFile(BRANCH, 'AGENTS.md')).toBe('obey-me\n');
  });

  test('whose text a person changes meanwhile keeps that text as it is', async () => {
    await using world = await createItemWorld(agent, {
      body: BODY,
      turns: [
        calls(run('echo sorted > sort.txt')),
        calls(call('finish', { outcome: 'done', summary: 'Sorted.' })),
        { answer: { kind: 'held', text: 'Done.' } },
      ],
    });
    const ran = implement(world);
    await world.model.reached(2);
    await act(world, 'PATCH', 'issues/538', { body: `${BODY}\nAnd quickly.` });
    world.model.release();
    const { summary, outputs } = await ran;
    expect(outputs).toMatchObject({ reason: 'pull-request-opened' });
    expect(world.web.issue(538).body).toBe(`${BODY}\nAnd quickly.`);
    expect(summary).toContain('was changed meanwhile');
  });
});

test('an item that is longer than the window of its model costs no call', async () => {
  const codex = itemAgents.find(({ engine }) => engine === 'codex');
  if (!codex) throw new Error('There is no Codex');
  const small = { ...codex, model: 'gpt-4' };
  await using world = await createItemWorld(small, { turns: [], body: 'word '.repeat(12_000) });
  const ran = await implement(world);
  expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'prompt-too-long' });
  expect(world.model.asked).toEqual([]);
  expect(world.web.issue(538).comments[0]?.body).toMatch(
    /Codex CLI was not started\. .* and its model takes 8192\./,
  );
  expect((await world.ledger.inHand()).claims).toEqual({});
});
