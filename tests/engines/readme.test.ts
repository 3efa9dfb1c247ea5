import { delimiter, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MODEL_ENGINES } from '../../src/core/config/model-engines.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { setUp } from '../scenario/install/readme/follow-readme.ts';
import { arriveAt, KEY } from '../scenario/install/readme/newcomer.ts';
import { OWNER, ROOT, serveInterlock } from '../scenario/install/readme/serve-interlock.ts';
import { startAppAsTold } from '../scenario/install/readme/start-app-as-told.ts';
import { startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Turn } from '../scripted-model/turn.ts';
import { installedProgram } from './installed-program.ts';
import { itemAgents } from './item-agents.ts';

/** What the model says: first as the backlog-manager, then as the implementation. */
function script({ run, call }: (typeof itemAgents)[number]): readonly Turn[] {
  const move = { item: 'acme/web#1', destination: 'Todo', expectedSourceState: 'Backlog' };
  const why = 'It is small, and nothing stands in its way.';
  const summary = 'The list is sorted, newest first. Not verified: time zones.';
  const calls = (one: ReturnType<typeof run>, sees?: Turn['sees']): Turn => ({
    answer: { kind: 'call', calls: [one] },
    ...(sees && { sees }),
  });
  const say: Turn = { answer: { kind: 'say', text: 'That is all.' } };
  return [
    calls(call('move_work_item', { ...move, why }), ({ conversation, headers, raw }) => {
      const said = conversation.map(({ text }) => text).join('\n');
      expect(said).toContain('You decide which items of the backlog of web start next.');
      expect(said).toContain('`expectedSourceState: "Backlog"`');
      expect(headers['x-api-key'] ?? headers['authorization']).toContain(KEY);
      expect(raw).not.toContain(KEY);
    }),
    calls(call('finish', { outcome: 'done', summary: 'Chose the only one.' }), ({ conversation }) =>
      expect(conversation.findLast(({ by }) => by === 'tool')?.text).toContain('acme/web#1 was moved'),
    ),
    say,
    calls(run('echo sorted > sort.txt; env > env.txt'), ({ conversation }) => {
      const said = conversation.map(({ text }) => text).join('\n');
      expect(said).toContain('You implement one item');
      expect(said).toContain('Sort by date');
    }),
    calls(call('finish', { outcome: 'done', title: 'Sort the list by date', summary })),
    say,
  ];
}

describe.each([
  { engine: 'claude', router: 'app' },
  { engine: 'codex', router: 'workflow' },
] as const)('somebody who follows the README with $engine, events by the $router', ({ engine, router }) => {
  test('gets from an empty repository to a pull request with the words of the agent', async () => {
    const agent = itemAgents.find((one) => one.engine === engine);
    if (!agent) throw new Error(`${engine} is not driven`);
    await using model = await startScriptedModel(agent.dialect, script(agent));
    const { secret } = MODEL_ENGINES[engine];
    await using sandbox = await startSandbox({
      ...PATIENT_SANDBOX,
      actions: { [`${OWNER}/interlock`]: ROOT },
      // The machine has the program, and asks another server than the provider's. The key comes from the secret alone.
      runnerEnvironment: {
        ...Object.fromEntries(Object.entries(agent.env(model.url)).filter(([name]) => name !== secret)),
        PATH: [dirname(await installedProgram(engine)), process.env['PATH']].join(delimiter),
      },
    });
    const commit = await serveInterlock(sandbox);
    await using newcomer = await arriveAt(sandbox, 'web');
    await setUp(newcomer, { router, engine, commit });
    await using app = router === 'app' ? await startAppAsTold(sandbox, newcomer) : undefined;

    // The script has one order: the implementation begins when the choice has ended.
    const runs = sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'implementation');
    const { act, repository } = newcomer;
    await act('POST', 'issues', { title: 'Sort by date', body: 'Please.' });
    await act('POST', 'issues/1/labels', { labels: ['Backlog'] });
    await sandbox.idle();
    expect(repository.issue(1).labels).toEqual(['Todo']);
    expect(repository.issue(1).comments[0]?.body).toContain('It is small, and nothing stands in its way.');
    runs.release();
    await sandbox.idle();

    model.verify();
    expect(repository.issue(1).labels).toEqual(['In review']);
    const [pull] = repository.pullRequests();
    expect(pull).toMatchObject({ title: 'Sort the list by date', state: 'open' });
    expect(pull?.body).toContain('The list is sorted, newest first. Not verified: time zones.');
    expect(await repository.readFile(pull?.head ?? '', 'sort.txt')).toBe('sorted\n');
    expect(await repository.readFile(pull?.head ?? '', 'env.txt')).not.toContain(KEY);
    expect(
      sandbox
        .runs('acme/web')
        .map(({ log }) => log)
        .join('\n'),
    ).not.toContain(KEY);
    expect(app?.decisions.filter(({ outcome }) => outcome === 'failed') ?? []).toEqual([]);
    expect(sandbox.defects).toEqual([]);
  });
});
