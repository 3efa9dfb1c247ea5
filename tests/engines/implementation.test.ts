import { delimiter, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BRANCH, implement } from '../scenario/action/implementation-world.ts';
import { createClaimWorld } from '../scenario/ledger/claim-world.ts';
import { anthropic } from '../scripted-model/anthropic.ts';
import { openaiResponses } from '../scripted-model/openai-responses.ts';
import { startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Dialect, ToolCall, Turn } from '../scripted-model/turn.ts';
import { installedProgram } from './installed-program.ts';

/** As a step in front of ours would have put them on PATH. */
const path = [
  dirname(await installedProgram('claude')),
  dirname(await installedProgram('codex')),
  process.env['PATH'] ?? '',
];

const REAL_KEY = 'the-real-key-4f1e';

interface Agent {
  readonly engine: string;
  readonly model: string;
  readonly dialect: Dialect;
  /** Has the program ask again less often than it would: a test takes that time. */
  readonly impatient: object;
  /** The step's environment, by the provider's own variables. */
  env(url: string): Readonly<Record<string, string>>;
  run(command: string): ToolCall;
  call(tool: string, input: unknown): ToolCall;
}

const agents: readonly Agent[] = [
  {
    engine: 'claude',
    model: 'claude-opus-4-8',
    dialect: anthropic,
    impatient: { env: ['CLAUDE_CODE_MAX_RETRIES'] },
    env: (url) => ({
      ANTHROPIC_API_KEY: REAL_KEY,
      ANTHROPIC_BASE_URL: url,
      CLAUDE_CODE_MAX_RETRIES: '1',
    }),
    run: (command) => ({ name: 'Bash', input: { command, description: 'as the script has it' } }),
    call: (tool, input) => ({ name: `mcp__interlock__${tool}`, input }),
  },
  {
    engine: 'codex',
    model: 'gpt-5.2-codex',
    dialect: openaiResponses,
    impatient: { arguments: ['-c', 'model_providers.interlock.request_max_retries=1'] },
    env: (url) => ({ OPENAI_API_KEY: REAL_KEY, OPENAI_BASE_URL: `${url}/v1` }),
    run: (command) => ({ name: 'exec_command', input: { cmd: command } }),
    call: (tool, input) => ({ name: tool, namespace: 'mcp__interlock', input }),
  },
];

async function createWorld({ engine, model: name, dialect, env, impatient }: Agent, turns: readonly Turn[]) {
  const model = await startScriptedModel(dialect, turns);
  const world = await createClaimWorld({
    // Behind the wall that this machine can put up.
    keys: { isolation: 'auto', agents: { implementation: { engine, model: name, ...impatient } } },
    env: { ...env(model.url), PATH: path.join(delimiter) },
    before: ({ web }) => {
      web.addIssue({ number: 538, title: 'Sort by date', body: 'Newest first, please.', labels: ['Todo'] });
    },
  });
  return {
    ...world,
    model,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
    },
  };
}

describe.each(agents)('an item, by $engine', (agent) => {
  test('becomes a pull request with the words of the agent, and the key stays with us', async () => {
    const { run, call } = agent;
    await using world = await createWorld(agent, [
      {
        sees: ({ conversation, tools, headers, raw }) => {
          const said = conversation.map(({ text }) => text).join('\n');
          expect(said).toContain('You implement one item');
          expect(said).toContain('Newest first, please.');
          expect(tools.join()).toContain('get_work_item');
          expect(headers['x-api-key'] ?? headers['authorization']).toContain(REAL_KEY);
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
    ]);
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
    await using world = await createWorld(agent, [{ answer: { kind: 'status', status: 401 } }]);
    const ran = await implement(world);
    world.model.verify();
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-refused' });
    expect((await world.ledger.inHand()).claims).toEqual({});
    expect(world.web.issue(538).comments.at(-1)?.body).toContain('Check the secret');
  });

  test('without a key asks no model, and names the variable', async () => {
    await using world = await createWorld({ ...agent, env: () => ({}) }, []);
    const ran = await implement(world);
    expect(ran.outputs).toMatchObject({ outcome: 'failed', reason: 'model-access-invalid' });
    expect(world.web.issue(538).comments.at(-1)?.body).toMatch(/`(ANTHROPIC|OPENAI)_API_KEY`/);
    expect(world.model.asked).toEqual([]);
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
});
