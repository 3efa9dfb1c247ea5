import type { CheckoutSetup, EngineSettings } from '../config/engine-settings.ts';
import { type AgentRegistry, runnerOf } from './agent-registry.ts';
import type { AgentDefinition } from './definition.ts';
import { enteredTrigger } from './triggers.ts';

/** The agents of a project. */
export interface ProjectAgents {
  /** Every agent that the project could have. */
  readonly registry: AgentRegistry;
  /** Those that its configuration names, in the registry's order. */
  readonly configured: readonly ConfiguredAgent[];
}

export type ConfiguredAgent = SelectorAgent | EngineAgent;

interface AgentInProject {
  readonly definition: AgentDefinition;
  /** The triggers that are switched on, as the definition writes them. */
  readonly triggers: readonly string[];
}

/** Its work is done by fixed rules, and no model is asked. */
export interface SelectorAgent extends AgentInProject {
  readonly engine: 'policy';
}

/** Its work is done by an engine: of an item in a checkout, and of a project by tools alone. */
export type EngineAgent = AgentInProject &
  EngineSettings & {
    /** Only of an agent that works in a checkout. */
    readonly setup?: CheckoutSetup | undefined;
  };

/** Whether the project runs agents at all. One that does not may still move items, by `task: move`. */
export function hasAgents({ agents }: { readonly agents: ProjectAgents }): boolean {
  return agents.configured.length > 0;
}

/** The agents that a trigger starts. */
export function startedBy(trigger: string, { configured }: ProjectAgents): readonly ConfiguredAgent[] {
  return configured.filter(({ triggers }) => triggers.includes(trigger));
}

/** The agent that fills free capacity from the backlog. */
export function fillerOf({ configured }: ProjectAgents): ConfiguredAgent | undefined {
  return configured.find(({ definition }) => runnerOf(definition) === 'selector');
}

/** The agents that turn items into pull requests: their runs take the places that `max-runs` counts. */
export function pullRequestAgents({ configured }: ProjectAgents): readonly EngineAgent[] {
  return configured.filter(isOfPullRequest);
}

/** The agent for which items wait in todo, even if an arrival there starts nobody. */
export function agentOfWaiting(agents: ProjectAgents): EngineAgent | undefined {
  const candidates = pullRequestAgents(agents);
  return candidates.find(({ triggers }) => triggers.includes(enteredTrigger('todo'))) ?? candidates[0];
}

/** Whether a run of that agent takes one of the places, configured or not. */
export function takesPlace(agent: string, registry: AgentRegistry): boolean {
  const definition = registry.get(agent);
  return definition !== undefined && runnerOf(definition) === 'pull-request';
}

function isOfPullRequest(agent: ConfiguredAgent): agent is EngineAgent {
  return agent.engine !== 'policy' && runnerOf(agent.definition) === 'pull-request';
}
