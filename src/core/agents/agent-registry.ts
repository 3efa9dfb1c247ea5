import type { AgentDefinition } from './definition.ts';
import { parseTrigger } from './triggers.ts';

/** Every agent that a project could have, by name. A value: whoever needs it is given it. */
export type AgentRegistry = ReadonlyMap<string, AgentDefinition>;

export type RegistryMade =
  | { readonly kind: 'valid'; readonly registry: AgentRegistry }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** How Interlock runs an agent: by the fixed rules of a selector, or in a checkout that becomes a pull request. */
export type AgentRunner = 'selector' | 'pull-request';

/** `undefined`: this version cannot run the agent. A run of your own under its name may still start others. */
export function runnerOf({ scope, finish, selector }: AgentDefinition): AgentRunner | undefined {
  if (selector) return 'selector';
  return scope === 'item' && finish === 'pull-request' ? 'pull-request' : undefined;
}

/** Puts definitions together. Every problem that only shows between them, or between their fields, is named. */
export function createRegistry(definitions: readonly AgentDefinition[]): RegistryMade {
  const registry = new Map<string, AgentDefinition>();
  const problems: string[] = [];
  for (const definition of definitions) {
    const { name } = definition;
    if (registry.has(name)) problems.push(`${name}: found two definitions of that name, expected one`);
    else registry.set(name, definition);
  }
  for (const definition of registry.values()) {
    problems.push(...problemsOf(definition, registry).map((problem) => `${definition.name}: ${problem}`));
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'valid', registry };
}

/** Agents that Interlock can run, in the registry's order. */
export function runnableAgents(registry: AgentRegistry): readonly AgentDefinition[] {
  return [...registry.values()].filter((definition) => runnerOf(definition) !== undefined);
}

function problemsOf(definition: AgentDefinition, registry: AgentRegistry): readonly string[] {
  const { selector, triggers } = definition;
  const unknown = triggers.flatMap((text) => {
    const trigger = parseTrigger(text);
    return trigger?.kind === 'finished' && !registry.has(trigger.agent)
      ? [`triggers: found ${text}, and there is no agent ${trigger.agent}; expected the name of a definition`]
      : [];
  });
  return [
    ...unknown,
    ...(selector ? problemsOfSelector(definition) : []),
    ...(runnerOf(definition) === 'pull-request' ? problemsOfPath(definition) : []),
  ];
}

function problemsOfSelector({ scope, moves }: AgentDefinition): readonly string[] {
  const fills = moves.some(({ from, to }) => from === 'backlog' && to === 'todo');
  return [
    ...(scope === 'project'
      ? []
      : [`scope: found ${scope}, expected project: a selector looks at the whole backlog`]),
    ...(fills ? [] : ['moves: expected { from: backlog, to: todo }, which is what a selector does']),
  ];
}

/** The way an item takes from todo to its review. The ledger recovers items on this way, and on no other yet. */
function problemsOfPath({ triggers, lifecycle }: AgentDefinition): readonly string[] {
  const wanted = { start: 'in-progress', success: 'in-review' } as const;
  const others = triggers.filter((trigger) => trigger !== 'entered-todo');
  return [
    ...others.map(
      (trigger) =>
        `triggers: found ${trigger}, expected entered-todo: an agent with a pull request starts there`,
    ),
    ...(['start', 'success'] as const).flatMap((moment) =>
      lifecycle[moment] === wanted[moment]
        ? []
        : [`lifecycle.${moment}: found ${lifecycle[moment] ?? 'nothing'}, expected ${wanted[moment]}`],
    ),
  ];
}
