import { describe, expect, test } from 'vitest';
import { codexEngine } from '../../src/engines/codex/codex-engine.ts';
import { openaiResponses } from '../scripted-model/openai-responses.ts';
import { testEngine } from './contract.ts';
import { createEngineWorld, type Driven } from './engine-world.ts';
import { installedProgram } from './installed-program.ts';

const program = await installedProgram('codex');

const codex: Driven = {
  engine: codexEngine,
  program,
  arguments: ['-c', 'model_providers.interlock.request_max_retries=1'],
  env: {},
  model: 'gpt-5.2-codex',
  alsoAsks: ['gpt-5.5'],
  dialect: openaiResponses,
  path: '/v1',
  usage: { input: 360, output: 30, cacheRead: 90, cacheWrite: 0 },
  run: (command) => ({ name: 'exec_command', input: { cmd: command } }),
  call: (tool, input) => ({ name: tool, namespace: 'mcp__interlock', input }),
  isTold: ({ tools }, tool) => tools.includes(`mcp__interlock/${tool}`),
};

describe('Codex', () => {
  testEngine(codex);

  test('finds our tools with a model that has to search for them', async () => {
    await using world = await createEngineWorld(codex, [
      {
        sees: ({ tools, raw }) => {
          expect(tools).toContain('tool_search');
          expect(raw).toContain('mcp__interlock');
        },
        answer: { kind: 'call', calls: [codex.call('note', { text: 'found' })] },
      },
      { answer: { kind: 'say', text: 'Done.' } },
    ]);
    expect((await world.run({ model: 'gpt-5.5' })).result).toMatchObject({ kind: 'finished' });
    world.model.verify();
    expect(world.notes.notes).toEqual(['found']);
  });
});
