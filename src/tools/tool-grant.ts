import type { AgentDefinition, AllowedMove } from '../core/agents/definition.ts';
import { BOARD_TOOLS, RUN_TOOLS, type ToolName } from '../core/agents/tool-names.ts';
import type { ItemId } from '../core/item-id.ts';
import { isToolName, tools } from './tools.ts';

/** What one run of an agent may do by tools. It is decided here, from the agent's definition, and never by a prompt. */
export interface ToolGrant {
  readonly tools: ReadonlySet<ToolName>;
  readonly moves: readonly AllowedMove[];
  /** The only item that the run may write to; `undefined`: every item of the project. */
  readonly onlyItem: ItemId | undefined;
  readonly callsPerRun: Readonly<Record<ToolName, number>>;
}

/** @param item the item that the run is about; `undefined` for an agent of the project. */
export function toolGrant(
  { tools: named, moves, scope, calls }: Pick<AgentDefinition, 'tools' | 'moves' | 'scope' | 'calls'>,
  item: ItemId | undefined,
): ToolGrant {
  if (scope !== 'project' && item === undefined) throw new Error('A run that is about an item has none');
  const limits = [...BOARD_TOOLS, ...RUN_TOOLS].map((name) => [name, calls[name] ?? tools[name].callsPerRun]);
  return {
    tools: new Set([...named.filter(isToolName), ...RUN_TOOLS]),
    moves,
    onlyItem: scope === 'project' ? undefined : item,
    callsPerRun: Object.fromEntries(limits) as Record<ToolName, number>,
  };
}
