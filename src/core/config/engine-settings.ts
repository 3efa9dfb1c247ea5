import * as z from 'zod';
import { dollarsSchema, tokensSchema } from './budgets.ts';
import { MODEL_ENGINES, type ModelEngineFacts, type ModelEngineName } from './model-engines.ts';

/** What does an agent's work, as configured. */
export type EngineSettings = CommandSettings | ModelEngineSettings;

interface Bounded {
  readonly timeoutMinutes: number;
  /** Names of variables of the step that the engine sees too. */
  readonly env: readonly string[];
}

export interface CommandSettings extends Bounded {
  readonly engine: 'command';
  readonly command: string;
}

/** A program that asks a model. */
export interface ModelEngineSettings extends Bounded {
  readonly engine: ModelEngineName;
  readonly model: string;
  readonly effort: string | undefined;
  /** Only where the program can count them. */
  readonly maxTurns: number | undefined;
  readonly budget: EngineBudget;
  readonly version: string | undefined;
  readonly arguments: readonly string[];
  /** Files of the default branch with the team's rules for agents. */
  readonly instructions: readonly string[];
}

export interface EngineBudget {
  readonly dollars: number;
  /** Counts where the price of the model is not known. */
  readonly tokens: number;
}

/** A command that prepares the checkout before the engine starts. */
export interface CheckoutSetup extends Bounded {
  readonly command: string;
}

/** Without a step upwards. */
const PATH = /^(?!\/)(?!(?:.*\/)?\.\.?(?:\/|$))[^\0\n\\]{1,300}(?<!\/)$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

const bounds = (minutes: number) => ({
  'timeout-minutes': z
    .int()
    .min(1)
    .max(350)
    .default(minutes)
    .describe(
      'After this time the engine is stopped. The `timeout-minutes` of the workflow has to be longer.',
    )
    .meta({ examples: [40] }),
  env: z
    .array(z.string().regex(VARIABLE, { error: 'expected the name of a variable' }))
    .default([])
    .describe(
      'Names of variables of the step that the engine sees too. It sees no others but `PATH` and the locale. What it sees, it can send away.',
    )
    .meta({ examples: [['JAVA_HOME', 'NODE_EXTRA_CA_CERTS']] }),
});

/** `setup` of an agent that works in a checkout. */
export const setupSchema = z
  .strictObject({
    command: z
      .string()
      .trim()
      .min(1)
      .describe('Run by `bash -c` in the checkout. If it fails, the engine is not started.')
      .meta({ examples: ['npm ci'] }),
    'timeout-minutes': z
      .int()
      .min(1)
      .max(350)
      .default(15)
      .describe('After this time it is stopped.')
      .meta({ examples: [30] }),
    env: z
      .array(z.string().regex(VARIABLE, { error: 'expected the name of a variable' }))
      .default([])
      .describe('Names of variables of the step that this command sees, and the engine does not.')
      .meta({ examples: [['NODE_AUTH_TOKEN']] }),
  })
  .optional()
  .describe(
    'Prepares the checkout before the engine starts, behind the same wall. [More](isolation.md#setup)',
  )
  .meta({ examples: [{ command: 'npm ci', env: ['NODE_AUTH_TOKEN'] }] });

export function toCheckoutSetup(file: NonNullable<z.infer<typeof setupSchema>>): CheckoutSetup {
  return { command: file.command, timeoutMinutes: file['timeout-minutes'], env: file.env };
}

const modelEngine = (minutes: number, { model, version }: ModelEngineFacts) => ({
  model: z
    .string()
    .regex(/^[A-Za-z0-9][\w.:/-]{0,127}$/, {
      error: "expected the model's full name, as its provider has it",
    })
    .describe('Full name of the model. The engine can ask no other.')
    .meta({ examples: [model] }),
  budget: dollarsSchema
    .max(10_000)
    .default(5)
    .describe('US dollars that a run may cost, at list prices. A call that could pass it is refused.')
    .meta({ examples: [2.5] }),
  'token-budget': tokensSchema
    .max(1_000_000_000)
    .default(5_000_000)
    .describe('Tokens that a run may take, where the price of the model is not known.')
    .meta({ examples: [2_000_000] }),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, { error: 'expected a version like 1.2.3' })
    .optional()
    .describe(
      'Version of the program. Left out: a supported one on `PATH`, otherwise the one that is tested. [More](engines.md#where-the-program-comes-from)',
    )
    .meta({ examples: [version] }),
  arguments: z
    .array(z.string().min(1).max(1000))
    .default([])
    .describe('Further arguments of the program. They are public on the runner: no secrets.')
    .meta({ examples: [['--verbose']] }),
  instructions: z
    .array(z.string().regex(PATH, { error: 'expected a path from the root of the repository' }))
    .max(10)
    .default(['AGENTS.md', 'CLAUDE.md'])
    .describe(
      "Files with the team's own rules for agents. An agent of items is given their text as it is on the default branch; those that do not exist are left out. An empty list gives none.",
    )
    .meta({ examples: [['AGENTS.md', 'docs/style.md']] }),
  ...bounds(minutes),
});

const turns = {
  'max-turns': z
    .int()
    .min(1)
    .max(1000)
    .default(200)
    .describe('Turns after which it is stopped: one for each answer of the model.')
    .meta({ examples: [100] }),
};

const effort = <const Levels extends readonly [string, ...string[]]>(levels: Levels) =>
  z
    .enum(levels)
    .optional()
    .describe('How hard the model thinks. Left out: the program decides.')
    .meta({ examples: [levels[1]] });

interface EngineOptions<Also extends z.ZodRawShape> {
  /** Further keys of the agent. */
  readonly also: Also;
  /** Unless the configuration says otherwise. */
  readonly minutes: number;
  /** What is said of the engine `command` and of its key. */
  readonly command: { readonly engine: string; readonly key: string; readonly example: string };
}

/** By engine, the keys of an agent in the configuration that say what does its work, and how. */
export function engineSettings<const Also extends z.ZodRawShape>({
  also,
  minutes,
  command,
}: EngineOptions<Also>) {
  return [
    z.strictObject({
      engine: z.literal('command').describe(command.engine),
      command: z
        .string()
        .trim()
        .min(1)
        .describe(command.key)
        .meta({ examples: [command.example] }),
      ...bounds(minutes),
      ...also,
    }),
    z.strictObject({
      engine: z.literal('claude').describe('Claude Code, with a key of Anthropic.'),
      effort: effort(['low', 'medium', 'high', 'xhigh', 'max']),
      ...turns,
      ...modelEngine(minutes, MODEL_ENGINES.claude),
      ...also,
    }),
    z.strictObject({
      engine: z.literal('codex').describe('Codex CLI, with a key of OpenAI.'),
      effort: effort(['minimal', 'low', 'medium', 'high', 'xhigh']),
      ...modelEngine(minutes, MODEL_ENGINES.codex),
      ...also,
    }),
    z.strictObject({
      engine: z.literal('gemini').describe('Gemini CLI, with a key of Google AI Studio.'),
      ...turns,
      ...modelEngine(minutes, MODEL_ENGINES.gemini),
      ...also,
    }),
  ] as const;
}

/** As written in the file. */
export type EngineFile = z.infer<ReturnType<typeof engineSettings<Record<never, never>>>[number]>;

export function toEngineSettings(file: EngineFile): EngineSettings {
  const bounded = { timeoutMinutes: file['timeout-minutes'], env: file.env };
  if (file.engine === 'command') return { engine: file.engine, command: file.command, ...bounded };
  return {
    engine: file.engine,
    model: file.model,
    effort: 'effort' in file ? file.effort : undefined,
    maxTurns: 'max-turns' in file ? file['max-turns'] : undefined,
    budget: { dollars: file.budget, tokens: file['token-budget'] },
    version: file.version,
    arguments: file.arguments,
    instructions: file.instructions,
    ...bounded,
  };
}
