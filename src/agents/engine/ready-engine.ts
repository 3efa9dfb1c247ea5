import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { nanoDollarsOf } from '../../core/config/budgets.ts';
import type { EngineSettings, ModelEngineSettings } from '../../core/config/engine-settings.ts';
import { estimateTokens } from '../../core/estimate-tokens.ts';
import { type PassedEnvironment, passedEnvironment, secretsAmong } from '../../core/passed-environment.ts';
import * as text from '../../core/text/engine-message.ts';
import { withoutSecrets } from '../../core/text/without-secrets.ts';
import type { EngineEnd, EngineResult, EngineTask, OnEngineEvent } from '../../engines/engine.ts';
import { type EngineCli, platformOf } from '../../engines/install/engine-cli.ts';
import { failedEngine } from '../../engines/program-failure.ts';
import { engines } from '../../engines/registry.ts';
import type { TaskContext } from '../run/task-context.ts';
import { readEngineNeeds } from './engine-needs.ts';
import { judgeByCalls } from './judge-by-calls.ts';

/** An engine with its program and, if it asks a model, the way to it: nothing of it has run yet. */
export interface ReadyEngine extends AsyncDisposable {
  /** What it reads wherever it lies: its program, with the package around it. */
  readonly programs: readonly string[];
  /** Ports on loopback that it has to reach. */
  readonly ports: readonly number[];
  /** Variables of the step that may be passed on, by name: no key of a model is among them. */
  pass(names: readonly string[]): PassedEnvironment;
  run(work: EngineWork, onEvent: OnEngineEvent): Promise<EngineResult>;
}

/** What is to be done. The rest of the task follows from the configuration. */
export type EngineWork = Pick<
  EngineTask,
  'checkout' | 'home' | 'temporary' | 'prompt' | 'abilities' | 'env' | 'tools' | 'resume' | 'start' | 'output'
>;

export type EngineReadiness =
  | { readonly kind: 'ready'; readonly engine: ReadyEngine }
  | Extract<EngineEnd, { kind: 'failed' }>;

interface Surrounded {
  readonly context: TaskContext;
  /** Values that the engine must not see in a variable that is passed on. */
  readonly secrets: readonly string[];
}

/** Finds or installs what the engine needs, before anything is paid for. */
export async function readyEngine(
  settings: EngineSettings,
  { context, secrets }: Surrounded,
): Promise<EngineReadiness> {
  const { surroundings, signal, patience, now, mask, audit } = context;
  const { env } = surroundings;
  const limits = { signal, patience, node: process.execPath };
  const timeLeft = createTimeLimit(settings.timeoutMinutes, now);
  const needs = await readEngineNeeds(settings, { env, secrets });
  if (needs.kind === 'failed') return needs;
  const pass = (names: readonly string[]): PassedEnvironment => {
    const passed = passedEnvironment({ names, env, secrets: needs.held });
    if (passed.kind === 'passed') secretsAmong(passed.env).forEach(mask);
    return passed;
  };
  secretsAmong(needs.env).forEach(mask);
  const told = (result: EngineResult): EngineResult => withoutSecretsIn(result, context.secrets());
  if (settings.engine === 'command') {
    const program = { program: 'bash', arguments: ['-c', settings.command] };
    return {
      kind: 'ready',
      engine: {
        programs: [],
        ports: [],
        pass,
        run: async (work, onEvent) => {
          const timeoutMs = timeLeft();
          const turnEnds = audit.turnStarts({ engine: settings.engine });
          const all = { ...limits, ...program, ...work, timeoutMs, env: { ...needs.env, ...work.env } };
          return told(await engines.command.run(all, onEvent).finally(turnEnds));
        },
        [Symbol.asyncDispose]: async () => undefined,
      },
    };
  }
  const engine = engines[settings.engine];
  const { access } = needs;
  if (!access) throw new Error(`${settings.engine} asks a model, and was given no way to it`);
  mask(access.key);
  const provided = await provideProgram(engine.cli, settings, context);
  if (provided.kind === 'missing') return failedEngine('engine-missing', provided.detail);
  const { startModelProxy } = await import('../../model-proxy/start-model-proxy.ts');
  const { budget, model, effort, maxTurns } = settings;
  const proxy = await startModelProxy({
    access,
    models: [model],
    caps: { nanoDollars: nanoDollarsOf(budget.dollars), tokens: budget.tokens },
    now,
    onCallEnd: audit.modelCallEnds,
  });
  mask(proxy.key);
  const models = () => ({ model, ...proxy.usage() });
  const task = {
    ...limits,
    program: provided.program,
    arguments: settings.arguments,
    model,
    ...(effort !== undefined && { effort }),
    ...(maxTurns !== undefined && { maxTurns }),
    models: { baseUrl: proxy.baseUrl, key: proxy.key },
  };
  return {
    kind: 'ready',
    engine: {
      programs: await filesOf(provided.program),
      ports: [Number(new URL(proxy.baseUrl).port)],
      pass,
      run: async (work, onEvent) => {
        const window = proxy.windowOf(model);
        const tokens = estimateTokens(work.prompt);
        if (window !== undefined && tokens > window) {
          return failedEngine('prompt-too-long', text.promptTooLong(tokens, window));
        }
        const timeoutMs = timeLeft();
        // A turn that follows another one does not live on the calls of that.
        const before = proxy.lastCall();
        const all = { ...task, ...work, timeoutMs, env: { ...needs.env, ...work.env } };
        const turnEnds = audit.turnStarts({ engine: settings.engine, models });
        const result = await engine.run(all, onEvent).finally(turnEnds);
        const last = proxy.lastCall();
        return told(judgeByCalls(result, last === before ? undefined : last));
      },
      [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
    },
  };
}

/** What an engine says of its end is told to people. */
function withoutSecretsIn(result: EngineResult, secrets: Iterable<string>): EngineResult {
  const { summary } = result;
  return {
    ...result,
    ...('detail' in result && { detail: withoutSecrets(result.detail, secrets) }),
    ...(summary !== undefined && { summary: withoutSecrets(summary, secrets) }),
  };
}

/** The limit holds for all turns together, from the first one on. At least a moment is left, which ends a turn at once. */
function createTimeLimit(minutes: number, now: () => Date): () => number {
  let end: number | undefined;
  return () => {
    const time = now().getTime();
    end ??= time + minutes * 60_000;
    return Math.max(1, end - time);
  };
}

async function provideProgram(
  cli: EngineCli,
  { version }: ModelEngineSettings,
  { surroundings, patience, signal }: TaskContext,
) {
  const { env, temporaryDirectory } = surroundings;
  const { provideCli } = await import('../../engines/install/provide-cli.ts');
  return provideCli(cli, {
    ...(version !== undefined && { version }),
    platform: platformOf(process),
    toolCache: env['RUNNER_TOOL_CACHE'] || join(temporaryDirectory, 'interlock-tools'),
    temporary: temporaryDirectory,
    env,
    patience,
    signal,
  });
}

/** A program may be a link, or a script that loads the rest of its package. */
async function filesOf(program: string): Promise<readonly string[]> {
  const file = await realpath(program);
  let folder = dirname(file);
  while (folder !== dirname(folder) && !existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return [program, folder === dirname(folder) ? file : folder];
}
