import type { ConfiguredAgent, ProjectAgents } from '../core/agents/project-agents.ts';
import { engines } from '../engines/registry.ts';
import { keyVariablesOf } from '../model-proxy/model-access.ts';

/** A key that agents ask their model with. */
export interface NeededKey {
  readonly agents: readonly string[];
  /** Each of them may hold it. The usual one comes first. */
  readonly variables: readonly [string, ...string[]];
}

/** The keys that the workflow has to hand to the step, each once. */
export function neededKeys({ configured }: ProjectAgents): readonly NeededKey[] {
  const keys = new Map<string, NeededKey>();
  for (const { definition, engine } of configured) {
    const provider = engine === 'policy' || engine === 'command' ? undefined : engines[engine].asks;
    if (!provider) continue;
    const agents = [...(keys.get(provider)?.agents ?? []), definition.name];
    keys.set(provider, { agents, variables: keyVariablesOf(provider) });
  }
  return [...keys.values()];
}

/** The time that an agent's engine may take, with what prepares the checkout for it. */
export function minutesOf(agent: ConfiguredAgent): number {
  return agent.engine === 'policy' ? 0 : agent.timeoutMinutes + (agent.setup?.timeoutMinutes ?? 0);
}
