import { describe, expect, test } from 'vitest';
import { createClaimWorld, UNGROUPED } from '../scenario/ledger/claim-world.ts';
import { type Script, startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Sent, Turn } from '../scripted-model/turn.ts';
import { itemAgents } from './item-agents.ts';
import { type ItemAgent, REAL_KEY } from './item-world.ts';

const INPUTS = { project: 'web', agent: 'backlog-manager' };

/** Two items of equal worth in backlog, and room for one. */
async function createBacklog(
  { engine, path, model: name, dialect, env, impatient }: ItemAgent,
  script: Script,
) {
  const model = await startScriptedModel(dialect, script);
  const world = await createClaimWorld({
    keys: { isolation: 'auto', agents: { 'backlog-manager': { engine, model: name, ...impatient } } },
    env: { ...env(model.url), PATH: path },
    before: ({ web }) => {
      for (const number of [538, 539]) {
        web.addIssue({ number, title: `Item ${number}`, body: `Do ${number}.`, labels: ['Backlog'] });
      }
    },
  });
  return {
    ...world,
    model,
    stagesOf: () => world.web.issues().map(({ number, labels }) => [number, ...labels]),
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
    },
  };
}

const toolSaid = ({ conversation }: Sent): string =>
  conversation.filter(({ by }) => by === 'tool').at(-1)?.text ?? '';

describe.each(itemAgents)('the backlog-manager, by $engine', (agent) => {
  const { call } = agent;
  const move = (number: number, more: object) =>
    call('move_work_item', { item: `acme/web#${number}`, destination: 'Todo', why: 'It is small.', ...more });
  const expecting = { expectedSourceState: 'Backlog' };
  const calling = (one: ReturnType<typeof move>, sees?: Turn['sees']): Turn => ({
    answer: { kind: 'call', calls: [one] },
    ...(sees && { sees }),
  });

  test('chooses one of two, is refused a move that names no expectation, and moves it with one', async () => {
    await using world = await createBacklog(agent, [
      calling(move(539, {}), ({ conversation, tools, raw }) => {
        const said = conversation.map(({ text }) => text).join('\n');
        expect(said).toContain('expectedSourceState: "Backlog"');
        expect(said).toContain('acme/web#538');
        expect(tools.join()).toContain('move_work_item');
        expect(tools.join()).not.toMatch(/Bash|Write|exec_command|apply_patch/);
        expect(raw).not.toContain(REAL_KEY);
      }),
      calling(move(539, expecting), (sent) => {
        expect(toolSaid(sent)).toMatch(/expectedSourceState: \\?"Backlog/);
        expect(world.stagesOf()).toEqual([
          [538, 'Backlog'],
          [539, 'Backlog'],
        ]);
      }),
      calling(call('finish', { outcome: 'done', summary: 'Chose 539.' }), (sent) =>
        expect(toolSaid(sent)).toContain('moved'),
      ),
      { answer: { kind: 'say', text: 'One item was chosen.' } },
    ]);
    const run = await world.run('interlock.yml', INPUTS);
    world.model.verify();
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'selected', 'previous-state': 'Backlog' });
    expect(world.stagesOf()).toEqual([
      [538, 'Backlog'],
      [539, 'Todo'],
    ]);
    expect(world.web.issue(539).comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('Moving to **Todo**: It is small.'),
    ]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });

  test('beside another one and without a common group, moves an item once', async () => {
    const steps = [move(538, expecting), call('finish', { outcome: 'done', summary: 'Chose 538.' })];
    await using world = await createBacklog(agent, ({ conversation }) => {
      const step = steps[conversation.filter(({ by }) => by === 'tool').length];
      return step ? calling(step) : { answer: { kind: 'say', text: 'Done.' } };
    });
    const begin = world.sandbox.holdRuns(({ path }) => /(interlock|ungrouped)\.yml$/.test(path));
    const runs = [await world.start('interlock.yml', INPUTS), await world.start(UNGROUPED, INPUTS)];
    begin.release();
    await world.sandbox.idle();
    const reasons = runs.map((run) => world.runOf(run).outputs['reason']);
    expect(
      reasons.filter((reason) => reason === 'selected'),
      reasons.join(),
    ).toHaveLength(1);
    expect(world.web.issue(538).timeline.filter(({ label }) => label === 'Todo')).toHaveLength(1);
    expect(world.stagesOf()).toEqual([
      [538, 'Todo'],
      [539, 'Backlog'],
    ]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
});
