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

An agent is one Markdown file in [\`agents/\`](../agents/): what starts it, what it may do, and its prompt. Routing,
configuration, permissions and runs read these files.

In this version:

- [An engine](engines.md) does an agent's work: a program that asks a model, such as Claude Code, or a command of yours.
  \`backlog-manager\` also has the fixed rules of \`engine: policy\`, which need no model.
- A program that asks a model gets the prompt and the [tools](tools.md) of the definition. A command gets them as the
  \`backlog-manager\`; as \`implementation\` it gets the item in a file.
- Interlock does not run \`splitting\`. If you run an agent of that name yourself, in the same workflow, its success starts
  the backlog-manager.

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
