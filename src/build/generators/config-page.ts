import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import * as z from 'zod';
import { configSchemaOf } from '../../core/config/schema.ts';
import { REQUIRED_STAGES, STAGES, type Stage } from '../../core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../core/states.ts';
import type { Generator } from './generator.ts';
import { readRegistry } from './read-definitions.ts';
import { typeName } from './schema-type-name.ts';
import { table } from './table.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** What people read of the configuration: every key, from its schema. */
export const configPage: Generator = {
  file: 'docs/configuration.md',
  render: async (root) => {
    const schema = z.toJSONSchema(configSchemaOf(await readRegistry(root)), {
      target: 'draft-7',
      io: 'input',
    }) as Schema;
    const example = async (name: string): Promise<string> =>
      `\`\`\`yaml\n${await readFile(join(root, 'docs/examples', name), 'utf8')}\`\`\``;
    return `<!-- Generated from src/core/config/schema.ts by \`npm run generate\`. -->
# Configuration

Write the configuration to \`.github/interlock.yml\` on the default branch of the project's home repository. It is one YAML
document of at most 65,536 characters. A change counts from the next event and the next run on.

The smallest one, with labels as the board:

${await example('interlock.yml')}

## If something is wrong

A key that is not on this page is an error. You are told everything that is wrong at once, with its path, what was found and what
was expected: by \`interlock doctor\`, in a comment on the commit, in the summary of a run, and in the app's decision line.
Until you correct it, the last valid version counts ([\`config-kept\`](reasons.md)). [Some things are not
kept](design/projects.md#a-configuration-that-is-not-valid).

${sectionsOf('', schema).join('\n\n')}

## Stages

These are the keys of \`states\`. If you name your own states, name every stage that is needed, each by a different name. You
may leave out the others; the board then does without that stage.

${table(['stage', 'default name', ''], STAGES.map(stageRow))}

## With a GitHub project

[Boards](boards.md#github-projects) says what the project needs. Use [the workflow with an App's
tokens](examples/workflow-app.yml): the workflow's own token reaches no project.

${await example('interlock-projects.yml')}

## In an editor

Editors that support YAML check the file and offer its keys if you name [its JSON Schema](interlock.schema.json) in the first
line:

\`\`\`yaml
# yaml-language-server: $schema=https://raw.githubusercontent.com/OWNER/interlock/COMMIT_SHA/docs/interlock.schema.json
\`\`\`
`;
  },
};

/** One table for each mapping, the outer ones first. */
function sectionsOf(path: string, schema: Schema, when?: string): readonly string[] {
  if (schema.oneOf) {
    return schema.oneOf.flatMap((variant) => sectionsOf(path, variant, kindOf(variant)));
  }
  const properties = Object.entries(schema.properties ?? {}) as [string, Schema][];
  // Its keys are the stages, which have a table of their own.
  if (properties.length === 0 || path.endsWith('.states')) return [];
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const title = path === '' ? 'The file' : `\`${path}\`${when === undefined ? '' : ` with \`${when}\``}`;
  const rows = properties.map(([key, property]) => {
    const given = schema.required?.includes(key) ? 'needed' : code(property.default);
    return [`\`${key}\``, typeName(property), given, property.description ?? '', exampleOf(key, property)];
  });
  return [
    `## ${title}\n\n${table(['key', 'type', 'default', 'meaning', 'example'], rows)}`,
    ...properties.flatMap(([key, property]) => sectionsOf(below(key), property)),
  ];
}

/** What tells a variant from the others. */
function kindOf({ properties = {} }: Schema): string {
  const [key, kind] = Object.entries(properties).find(([, property]) => (property as Schema).const) ?? [];
  return `${key}: ${(kind as Schema | undefined)?.const}`;
}

function code(value: unknown): string {
  // The keys of a mapping have defaults of their own.
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? `\`${value}\`` : '';
}

/** Rather something else than the default, which nobody has to write. */
function exampleOf(key: string, { examples, const: only, enum: values, default: usual }: Schema): string {
  const choices = values ?? (typeof usual === 'boolean' ? [!usual] : []);
  const value = examples?.[0] ?? only ?? choices.find((choice) => choice !== usual);
  if (value === undefined) throw new Error(`${key} has no example in the schema`);
  const line = stringify({ [key]: value }, { collectionStyle: 'flow', lineWidth: 0 });
  return `\`${line.trim().replace(/^\{ (.*) \}$/, '$1')}\``;
}

function stageRow(stage: Stage): readonly string[] {
  const isNeeded = (REQUIRED_STAGES as readonly Stage[]).includes(stage);
  return [`\`${stage}\``, DEFAULT_STATE_NAMES[stage], isNeeded ? 'needed' : ''];
}
