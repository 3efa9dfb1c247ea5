import { describe } from 'vitest';
import { claudeEngine } from '../../src/engines/claude/claude-engine.ts';
import { anthropic } from '../scripted-model/anthropic.ts';
import { testEngine } from './contract.ts';
import { installedProgram } from './installed-program.ts';

const program = await installedProgram('claude');

describe('Claude Code', () => {
  testEngine({
    engine: claudeEngine,
    program,
    arguments: [],
    env: { CLAUDE_CODE_MAX_RETRIES: '1' },
    model: 'claude-opus-4-8',
    dialect: anthropic,
    path: '',
    usage: { input: 300, output: 30, cacheRead: 90, cacheWrite: 60 },
    run: (command) => ({ name: 'Bash', input: { command, description: 'as the script has it' } }),
    call: (tool, input) => ({ name: `mcp__interlock__${tool}`, input }),
    isTold: ({ tools }, tool) => tools.includes(`mcp__interlock__${tool}`),
  });
});
