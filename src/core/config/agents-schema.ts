import * as z from 'zod';
import { type AgentRegistry, runnableAgents, runnerOf } from '../agents/agent-registry.ts';
import type { AgentDefinition } from '../agents/definition.ts';
import { describeTrigger, parseTrigger } from '../agents/triggers.ts';
import { type EngineFile, engineSettingsSchema } from './engine-settings.ts';

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

type SelectorEntry = z.infer<ReturnType<typeof selectorSettings>> & Switches;
type EngineEntry = EngineFile & Switches;

interface Switches {
  readonly triggers: Readonly<Record<string, boolean>>;
}

function entryOf(definition: AgentDefinition): z.ZodOptional<z.ZodType<AgentEntry>> {
  const triggers = triggersOf(definition);
  const settings =
    runnerOf(definition) === 'selector'
      ? selectorSettings(definition).extend({ triggers }).refine(hasItsCommand, COMMAND_EXPECTED)
      : engineSettingsSchema({ triggers }, definition.limits.minutes);
  return settings
    .optional()
    .describe(definition.description)
    .meta({ examples: [exampleOf(definition)] });
}

function selectorSettings({ limits }: AgentDefinition) {
  return z.strictObject({
    engine: z
      .enum(['policy', 'command'])
      .default('policy')
      .describe(
        '`policy`: the built-in rules; no model is asked. `command`: an agent of yours, which chooses from what can start and moves by [tools](tools.md).',
      ),
    command: z
      .string()
      .trim()
      .min(1)
      .optional()
      .describe(
        'Of the engine `command`: run by `bash -c`, with the prompt as its standard input and the address of the tools in the file that `INTERLOCK_TOOLS_FILE` names.',
      )
      .meta({ examples: ['./scripts/choose.sh'] }),
    'timeout-minutes': z
      .int()
      .min(1)
      .max(350)
      .default(limits.minutes)
      .describe('Of the engine `command`: after this time it is stopped.')
      .meta({ examples: [10] }),
  });
}

const hasItsCommand = ({ engine, command }: z.infer<ReturnType<typeof selectorSettings>>): boolean =>
  (engine === 'command') === (command !== undefined);

const COMMAND_EXPECTED = {
  path: ['command'],
  error: 'expected with `engine: command`, and with no other engine',
};

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
