import type { AgentRegistry } from './agent-registry.ts';
import { shippedDefinitions } from './shipped-agents.generated.ts';

/** The agents that come with Interlock: `agents/*.md`, which were checked when the file with them was generated. */
export const shippedAgents: AgentRegistry = new Map(
  shippedDefinitions.map((definition) => [definition.name, definition]),
);
