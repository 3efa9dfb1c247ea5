import type { ModelEngineName } from '../../src/core/config/model-engines.ts';
import { type ClaimWorld, type ClaimWorldOptions, createClaimWorld } from '../scenario/ledger/claim-world.ts';
import { type Script, type ScriptedModel, startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Dialect, ToolCall } from '../scripted-model/turn.ts';

export const REAL_KEY = 'the-real-key-4f1e';

/** An engine with its real program, as a configuration and a script speak of it. */
export interface ItemAgent {
  readonly engine: ModelEngineName;
  /** Where the step finds programs. */
  readonly path: string;
  readonly model: string;
  readonly dialect: Dialect;
  /** Has the program ask again less often than it would: a test takes that time. */
  readonly impatient: object;
  /** The step's environment, by the provider's own variables. */
  env(url: string): Readonly<Record<string, string>>;
  run(command: string): ToolCall;
  call(tool: string, input: unknown): ToolCall;
}

export interface ItemWorld extends ClaimWorld {
  readonly model: ScriptedModel;
}

interface ItemWorldOptions {
  readonly turns: Script;
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
  { engine, path: own, model: name, dialect, env, impatient }: ItemAgent,
  { turns, agent, files = {}, body = 'Newest first, please.', keys, action, path = own }: ItemWorldOptions,
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
