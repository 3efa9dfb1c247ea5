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

For example, with Claude Code and labels:

${await example('interlock.yml')}

## If something is wrong

A key that is not on this page is an error. You are told everything that is wrong at once, with its path, what was found and what
was expected: by \`interlock doctor\`, in a comment on the commit, in the summary of a run, and in the app's decision line.
Until you correct it, the last valid version counts ([\`config-kept\`](reasons.md)). [Some things are not
kept](design/projects.md#a-configuration-that-is-not-valid).

${written(sectionsOf('', schema))}

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

interface Section {
  readonly title: string;
  readonly table: string;
}

/** What two mappings have in common is written once. */
function written(sections: readonly Section[]): string {
  const titles = new Map<string, readonly string[]>();
  for (const { title, table: rows } of sections) {
    titles.set(rows, [...new Set([...(titles.get(rows) ?? []), title])]);
  }
  return [...titles].map(([rows, names]) => `## ${names.join(' and ')}\n\n${rows}`).join('\n\n');
}

/** One table for each mapping, the outer ones first. */
function sectionsOf(path: string, schema: Schema): readonly Section[] {
  if (schema.oneOf) return variantsOf(path, schema.oneOf);
  const properties = propertiesOf(schema);
  // Its keys are the stages, which have a table of their own.
  if (properties.length === 0 || path.endsWith('.states')) return [];
  const title = path === '' ? 'The file' : `\`${path}\``;
  return [section(title, properties, schema), ...below(path, properties)];
}

/** A table for each set of variants that have keys in common, and the largest set first: that of all. */
function variantsOf(path: string, variants: readonly Schema[]): readonly Section[] {
  const kinds = variants.map((variant) => ({ variant, ...kindOf(variant) }));
  const [{ key = '' } = {}] = kinds;
  const groups = new Map<string, Group>([[kinds.map(({ value }) => value).join(), { in: kinds, keys: [] }]]);
  for (const { variant } of kinds) {
    for (const one of propertiesOf(variant).filter(([name]) => name !== key)) {
      const having = kinds.filter((other) => isIn(other.variant, one));
      const set = having.map(({ value }) => value).join();
      const { keys } = groups.get(set) ?? { keys: [] };
      if (!keys.some(([name]) => name === one[0])) groups.set(set, { in: having, keys: [...keys, one] });
    }
  }
  return [...groups.values()]
    .sort((one, other) => other.in.length - one.in.length)
    .flatMap(({ in: having, keys }) => {
      const isAll = having.length === kinds.length;
      const rows = isAll ? [kindRow(key, kinds), ...keys] : keys;
      const required = variants.flatMap(({ required: names = [] }) => names);
      const isOptional = variants.some(({ required: names }) => !names?.includes(key));
      const names = having.map(({ value }) => `\`${key}: ${value}\``).join(' or ');
      const title = isAll ? `\`${path}\`` : `\`${path}\` with ${names}`;
      const needed = required.filter((name) => name !== key || !isOptional);
      return [section(title, rows, { required: needed }), ...below(path, keys)];
    });
}

interface Group {
  readonly in: readonly Kind[];
  readonly keys: readonly [string, Schema][];
}

interface Kind extends ReturnType<typeof kindOf> {
  readonly variant: Schema;
}

function isIn({ properties }: Schema, [key, property]: [string, Schema]): boolean {
  return JSON.stringify(properties?.[key]) === JSON.stringify(property);
}

/** The key that tells the variants apart. */
function kindRow(key: string, kinds: readonly Kind[]): [string, Schema] {
  const description = kinds.map(({ value, meaning }) => `\`${value}\`: ${lowered(meaning)}`).join(' ');
  return [key, { enum: kinds.map(({ value }) => value), description }];
}

function lowered(sentence: string): string {
  return sentence.replace(/^(?:Stages|The|Runs)\b/, (word) => word.toLowerCase());
}

function section(title: string, properties: readonly [string, Schema][], { required }: Schema): Section {
  const rows = properties.map(([key, property]) => {
    const given = required?.includes(key) ? 'needed' : code(property.default);
    return [`\`${key}\``, typeName(property), given, property.description ?? '', exampleOf(key, property)];
  });
  return { title, table: table(['key', 'type', 'default', 'meaning', 'example'], rows) };
}

function below(path: string, properties: readonly [string, Schema][]): readonly Section[] {
  return properties.flatMap(([key, property]) => sectionsOf(path === '' ? key : `${path}.${key}`, property));
}

function propertiesOf({ properties = {} }: Schema): [string, Schema][] {
  return Object.entries(properties) as [string, Schema][];
}

/** What tells a variant from the others. */
function kindOf(variant: Schema) {
  const [key, property] = propertiesOf(variant).find(([, { const: only }]) => only !== undefined) ?? [];
  return { key, value: property?.const as string, meaning: property?.description ?? '' };
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
