import { type AgentDefinition, parseAgentDefinition } from '../../../src/core/agents/definition.ts';
import type { ItemId } from '../../../src/core/item-id.ts';
import type { States } from '../../../src/core/states.ts';
import { type RunTools, type RunToolsOptions, runTools } from '../../../src/tools/run-tools.ts';
import { toolGrant } from '../../../src/tools/tool-grant.ts';

export const item: ItemId = { owner: 'acme', repository: 'web', number: 538 };

export const states: States = [
  { stage: 'backlog', name: 'Ideas', id: 'f75ad846' },
  { stage: 'todo', name: 'Ready', id: '47fc9ee4' },
  { stage: 'in-progress', name: 'Doing', id: '98236657' },
  { stage: 'done', name: 'Shipped', id: 'aba860b9' },
];

/** A definition as its file has it. */
export function definition(frontMatter: string): AgentDefinition {
  const parsed = parseAgentDefinition(`---
name: picker
description: Picks.
triggers: []
finish: none
lifecycle: {}
${frontMatter}
---
Pick.`);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.definition;
}

type Given = Partial<RunToolsOptions> & Pick<RunToolsOptions, 'handlers'>;

/** Tools of a run of an agent with this front matter. */
export function toolsOf(frontMatter: string, given: Given): RunTools {
  const of = definition(frontMatter);
  return runTools({
    grant: toolGrant(of, of.scope === 'project' ? undefined : item),
    item,
    secrets: () => [],
    explain: () => undefined,
    now: () => new Date('2026-11-30T12:00:00Z'),
    ...given,
  });
}
