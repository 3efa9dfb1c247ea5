import { readDefinitions } from './agents-catalogue.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** Which agent is started by what, and what it may do: one table, from the definitions in `agents/`. */
export const agentsPage: Generator = {
  file: 'docs/agents.md',
  render: async (root) => {
    const definitions = await readDefinitions(root);
    return `<!-- Generated from agents/*.md by \`npm run generate\`. -->
# Agents

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
