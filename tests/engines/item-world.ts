import { delimiter, dirname } from 'node:path';
import { type ClaimWorld, type ClaimWorldOptions, createClaimWorld } from '../scenario/ledger/claim-world.ts';
import { anthropic } from '../scripted-model/anthropic.ts';
import { openaiResponses } from '../scripted-model/openai-responses.ts';
import { type ScriptedModel, startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Dialect, ToolCall, Turn } from '../scripted-model/turn.ts';
import { installedProgram } from './installed-program.ts';

/** As a step in front of ours would have put them there. */
export const PATH = [
  dirname(await installedProgram('claude')),
  dirname(await installedProgram('codex')),
  process.env['PATH'] ?? '',
].join(delimiter);

export const REAL_KEY = 'the-real-key-4f1e';

/** An engine with its real program, as a configuration and a script speak of it. */
export interface ItemAgent {
  readonly engine: 'claude' | 'codex';
  readonly model: string;
  readonly dialect: Dialect;
  /** Has the program ask again less often than it would: a test takes that time. */
  readonly impatient: object;
  /** The step's environment, by the provider's own variables. */
  env(url: string): Readonly<Record<string, string>>;
  run(command: string): ToolCall;
  call(tool: string, input: unknown): ToolCall;
}

export const itemAgents: readonly ItemAgent[] = [
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

export interface ItemWorld extends ClaimWorld {
  readonly model: ScriptedModel;
}

interface ItemWorldOptions {
  readonly turns: readonly Turn[];
  /** Further keys of the agent in the configuration. */
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly files?: ClaimWorldOptions['files'];
  readonly body?: string;
  /** Further keys of the configuration. */
  readonly keys?: ClaimWorldOptions['keys'];
  readonly action?: ClaimWorldOptions['action'];
  readonly path?: string;
}

/** `acme/web` with a ledger and one item, 538, in todo, whose implementation is the engine's. */
export async function createItemWorld(
  { engine, model: name, dialect, env, impatient }: ItemAgent,
  { turns, agent, files = {}, body = 'Newest first, please.', keys, action, path = PATH }: ItemWorldOptions,
): Promise<ItemWorld> {
  const model = await startScriptedModel(dialect, turns);
  const world = await createClaimWorld({
    keys: { agents: { implementation: { engine, model: name, ...impatient, ...agent } }, ...keys },
    env: { ...env(model.url), PATH: path },
    ...(action !== undefined && { action }),
    files,
    before: ({ web }) => {
      web.addIssue({ number: 538, title: 'Sort by date', body, labels: ['Todo'] });
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
