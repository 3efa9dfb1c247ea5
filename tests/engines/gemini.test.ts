import { describe, expect, test } from 'vitest';
import { geminiEngine } from '../../src/engines/gemini/gemini-engine.ts';
import { gemini } from '../scripted-model/gemini.ts';
import { testEngine } from './contract.ts';
import { createEngineWorld, type Driven } from './engine-world.ts';
import { installedProgram, pathWith } from './installed-program.ts';
import { testItem } from './item-contract.ts';
import { REAL_KEY } from './item-world.ts';

const driven: Driven = {
  engine: geminiEngine,
  program: await installedProgram('gemini'),
  arguments: [],
  env: {},
  impatience: `sed -i 's/"general":{/"general":{"maxAttempts":1,/' .gemini/settings.json`,
  model: 'gemini-3.1-pro-preview',
  dialect: gemini,
  path: '',
  usage: { input: 360, output: 30, cacheRead: 90, cacheWrite: 0 },
  run: (command) => ({ name: 'run_shell_command', input: { command } }),
  call: (tool, input) => ({ name: `mcp_interlock_${tool}`, input }),
  isTold: ({ tools }, tool) => tools.includes(`mcp_interlock_${tool}`),
};

const path = await pathWith('gemini');

describe('Gemini CLI', () => {
  testEngine(driven);

  test('that used all its turns says so', async () => {
    await using world = await createEngineWorld(driven, [
      { answer: { kind: 'call', calls: [driven.run('echo once')] } },
    ]);
    const { result } = await world.run({ maxTurns: 1 });
    world.model.verify();
    expect(result).toMatchObject({ kind: 'failed', reason: 'turns-used-up' });
  });
});

describe('an item, by Gemini CLI', () => {
  const { model, dialect, run, call } = driven;
  testItem({
    engine: 'gemini',
    path,
    model,
    dialect,
    impatient: {},
    env: (url) => ({ GEMINI_API_KEY: REAL_KEY, GOOGLE_GEMINI_BASE_URL: url }),
    run,
    call,
  });
});
