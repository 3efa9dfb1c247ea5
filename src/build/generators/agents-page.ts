import type { Generator } from './generator.ts';
import { readRegistry } from './read-definitions.ts';
import { table } from './table.ts';

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** Which agent is started by what, and what it may do: one table, from the definitions in `agents/`. */
export const agentsPage: Generator = {
  file: 'docs/agents.md',
  render: async (root) => {
    const definitions = [...(await readRegistry(root)).values()];
    return `<!-- Generated from agents/*.md by \`npm run generate\`. -->
# Agents

Definitions of agents: what one is for, what starts it, and the prompt and tools of an engine that talks to a model. No
such engine is offered yet. In this version \`backlog-manager\` runs by the fixed rules of the engine \`policy\`, or has a
command of yours choose, which gets the prompt and the [tools](tools.md). \`implementation\` runs a command of yours without a
prompt. \`splitting\` is not run by Interlock at all, but a run of your own under that agent's name, in the same workflow,
starts the backlog-manager when it succeeds.

${table(
  ['agent', 'what it does', 'one run at a time for each', 'started by', 'must end with'],
  definitions.map(({ name, description, scope, triggers, finish }) => [
    `[${name}](../agents/${name}.md)`,
    description,
    scope,
    list(triggers),
    finish === 'none' ? '' : finish.replace('-', ' '),
  ]),
)}

${table(
  ['agent', 'tools'],
  definitions.map(({ name, tools }) => [name, list(tools)]),
)}
`;
  },
};
