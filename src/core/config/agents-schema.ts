import * as z from 'zod';
import { type AgentRegistry, runnableAgents, runnerOf } from '../agents/agent-registry.ts';
import type { AgentDefinition } from '../agents/definition.ts';
import { describeTrigger, parseTrigger } from '../agents/triggers.ts';
import { type EngineFile, engineSettings, setupSchema } from './engine-settings.ts';

/** The mapping `agents` of a configuration: a key for each agent that Interlock can run. */
export function agentsSchemaOf(registry: AgentRegistry) {
  const runnable = runnableAgents(registry);
  const [first] = runnable;
  return z
    .strictObject(Object.fromEntries(runnable.map((definition) => [definition.name, entryOf(definition)])))
    .superRefine((agents, context) => {
      for (const [trigger, names] of startedTwice(agents, registry)) {
        const message = `expected one agent of an item that is started by ${trigger}, and found ${names.join(' and ')}: switch the trigger off for the others`;
        context.addIssue({ code: 'custom', message });
      }
    })
    .describe('The agents of the project. An agent that is left out never runs.')
    .meta(first ? { examples: [{ [first.name]: exampleOf(first) }] } : {});
}

/** An agent in the file: what does its work, and which of its triggers are on. */
export type AgentEntry = SelectorEntry | EngineEntry;

interface SelectorEntry extends Switches {
  /** Left out, it is this engine. */
  readonly engine?: 'policy' | undefined;
}

type EngineEntry = EngineFile & Switches & { readonly setup?: z.infer<typeof setupSchema> };

interface Switches {
  readonly triggers: Readonly<Record<string, boolean>>;
}

function entryOf(definition: AgentDefinition): z.ZodOptional<z.ZodType<AgentEntry>> {
  const triggers = triggersOf(definition);
  const { minutes } = definition.limits;
  const settings =
    runnerOf(definition) === 'selector'
      ? z.discriminatedUnion('engine', [
          policySettings(triggers),
          ...engineSettings({ also: { triggers }, minutes, command: CHOOSING }),
        ])
      : z.discriminatedUnion(
          'engine',
          engineSettings({ also: { setup: setupSchema, triggers }, minutes, command: WORKING }),
        );
  return settings
    .optional()
    .describe(definition.description)
    .meta({ examples: [exampleOf(definition)] });
}

const WORKING = {
  engine: 'Runs a command of yours in a checkout of the repository.',
  key: 'Run by `bash -c`; what it changes becomes the pull request.',
  example: './scripts/implement.sh',
};

const CHOOSING = {
  engine: 'Runs an agent of yours, which chooses from what can start and moves by [tools](tools.md).',
  key: 'Run by `bash -c`, with the prompt as its standard input and the address of the tools in the file that `INTERLOCK_TOOLS_FILE` names.',
  example: './scripts/choose.sh',
};

function policySettings(triggers: ReturnType<typeof triggersOf>) {
  return z.strictObject({
    engine: z
      .literal('policy')
      .optional()
      .describe('The built-in rules; no model is asked. This is the engine if you name none.'),
    triggers,
  });
}

function triggersOf({ triggers }: AgentDefinition) {
  const switches = triggers.map((text) => {
    const trigger = parseTrigger(text);
    return [
      text,
      z
        .boolean()
        .default(true)
        .describe(trigger ? describeTrigger(trigger) : ''),
    ] as const;
  });
  return z
    .strictObject(Object.fromEntries(switches))
    .prefault({})
    .describe('What starts the agent.')
    .meta({ examples: [Object.fromEntries(triggers.slice(-1).map((trigger) => [trigger, false]))] });
}

function exampleOf(definition: AgentDefinition): object {
  return runnerOf(definition) === 'selector'
    ? { engine: 'policy' }
    : { engine: 'command', command: './scripts/implement.sh' };
}

/** Two agents that each take an item from one stage would take it from each other. */
function startedTwice(
  agents: Readonly<Record<string, AgentEntry | undefined>>,
  registry: AgentRegistry,
): ReadonlyMap<string, readonly string[]> {
  const started = new Map<string, readonly string[]>();
  for (const [name, entry] of Object.entries(agents)) {
    if (registry.get(name)?.scope !== 'item') continue;
    for (const [trigger, isOn] of Object.entries(entry?.triggers ?? {})) {
      if (isOn) started.set(trigger, [...(started.get(trigger) ?? []), name]);
    }
  }
  return new Map([...started].filter(([, names]) => names.length > 1));
}
