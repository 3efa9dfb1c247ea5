import * as z from 'zod';
import { RUN_TOOLS, type ToolName } from '../../core/agents/tool-names.ts';
import type { ToolContract } from '../../tools/tool-contract.ts';
import { tools } from '../../tools/tools.ts';
import type { Generator } from './generator.ts';
import { readRegistry } from './read-definitions.ts';
import { typeName } from './schema-type-name.ts';
import { table } from './table.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** What agents can do by tools: the table that the tools are served from. */
export const toolsPage: Generator = {
  file: 'docs/tools.md',
  render: async (root) => {
    const definitions = [...(await readRegistry(root)).values()];
    const usersOf = (name: ToolName): string => {
      if ((RUN_TOOLS as readonly string[]).includes(name)) return 'every agent';
      return definitions
        .filter((definition) => (definition.tools as readonly string[]).includes(name))
        .map((definition) => definition.name)
        .join(', ');
    };
    const named = Object.entries(tools) as [ToolName, ToolContract][];
    return `<!-- Generated from src/tools/tools.ts and agents/*.md by \`npm run generate\`. -->
# Tools of agents

A run serves these tools to its engine over the Model Context Protocol (streamable HTTP, on loopback, with a bearer for
this run alone). They are an agent's only way to change an item. An implementation with \`engine: command\` has none.
Interlock does not run \`splitting\` yet.

What an agent may do is decided by its definition, never by its prompt: which tools it has (\`tools\`), which moves
(\`moves\`), how many calls (\`calls\`). An agent of an item writes to its own item and to those that it created, and to
no other. A tool that the definition does not name is not listed and cannot be called.

${table(
  ['tool', 'what it changes', 'calls in one run', 'agents that have it'],
  named.map(([name, contract]) => [
    `[\`${name}\`](#${name})`,
    EFFECTS[contract.effect],
    String(contract.callsPerRun),
    usersOf(name),
  ]),
)}

**Failures** are tool errors: a [reason](reasons.md), what went wrong, and what to do next. A move that was not made because
somebody else was faster is no failure but an answer, \`noop\` or \`refused\`.

**Texts** are made harmless before they are posted. They notify nobody, close no issue but the agent's own item, command no
bot, hide nothing, and load no image from elsewhere. Code stays as it is. A text that looks like one of Interlock's own
comments, or that holds a secret of the run, is refused.

${named.map(([name, contract]) => sectionOf(name, contract)).join('\n\n')}
`;
  },
};

const EFFECTS: Readonly<Record<ToolContract['effect'], string>> = {
  read: 'nothing',
  write: 'what people see',
  run: "the run's own record",
};

function sectionOf(name: string, { description, arguments: args, result }: ToolContract): string {
  const given = propertiesOf(args, 'input');
  const answer = propertiesOf(result, 'output');
  const argumentTable = table(
    ['argument', 'type', '', 'meaning'],
    given.map(({ key, schema, isNeeded }) => [
      `\`${key}\``,
      typeName(schema),
      isNeeded ? 'needed' : '',
      schema.description ?? '',
    ]),
  );
  const answers = answer.map(({ key, schema }) => {
    return `- \`${key}\`${schema.description === undefined ? '' : `: ${schema.description}`}`;
  });
  return [
    `## ${name}`,
    description,
    ...(given.length > 0 ? [argumentTable] : ['No arguments.']),
    `It answers with:\n\n${answers.join('\n')}`,
  ].join('\n\n');
}

interface Property {
  readonly key: string;
  readonly schema: Schema;
  readonly isNeeded: boolean;
}

function propertiesOf(schema: z.ZodObject, io: 'input' | 'output'): readonly Property[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io, target: 'draft-7' });
  return Object.entries(properties).map(([key, property]) => ({
    key,
    schema: property as Schema,
    isNeeded: required.includes(key),
  }));
}
