import { anthropic } from '../scripted-model/anthropic.ts';
import { openaiResponses } from '../scripted-model/openai-responses.ts';
import { pathWith } from './installed-program.ts';
import { type ItemAgent, REAL_KEY } from './item-world.ts';

/** The engines that drive every agent in our tests. */
export const itemAgents: readonly ItemAgent[] = [
  {
    engine: 'claude',
    path: await pathWith('claude'),
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
    path: await pathWith('codex'),
    model: 'gpt-5.2-codex',
    dialect: openaiResponses,
    impatient: { arguments: ['-c', 'model_providers.interlock.request_max_retries=1'] },
    env: (url) => ({ OPENAI_API_KEY: REAL_KEY, OPENAI_BASE_URL: `${url}/v1` }),
    run: (command) => ({ name: 'exec_command', input: { cmd: command } }),
    call: (tool, input) => ({ name: tool, namespace: 'mcp__interlock', input }),
  },
];
