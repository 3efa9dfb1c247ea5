/**
 * Makes github-schema.generated.ts from GitHub's published schema (the npm package @octokit/graphql-schema):
 *
 *   node src/sandbox/graphql/schema/extract.ts
 *
 * It keeps what selection.ts names and what that needs, without descriptions and directives, and the bare names of what
 * it leaves out, so that a query for those is told apart from a query for what GitHub does not have.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeDefinitionNode,
  type TypeNode,
  visit,
} from 'graphql';
import { SELECTION, selectedFields } from './selection.ts';

const PACKAGE = '@octokit/graphql-schema';
const CONNECTION_FIELDS = new Set(['edges', 'issueCount', 'nodes', 'pageInfo', 'totalCount']);
const EDGE_FIELDS = new Set(['cursor', 'node']);

interface Extract {
  kept: Map<string, TypeDefinitionNode>;
  /** Type -> names of fields, and `field(argument)` for arguments of fields that are kept. */
  leftOut: Map<string, string[]>;
}

function main(): void {
  const directory = join(import.meta.dirname, '../../../../node_modules', PACKAGE);
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
    version: string;
  };
  const document = withoutProse(
    parse(readFileSync(join(directory, 'schema.graphql'), 'utf8'), { noLocation: true }),
  );
  const { kept, leftOut } = extract(document);
  const types = [...kept.values()].sort((a, b) => a.name.value.localeCompare(b.name.value));
  const others = document.definitions
    .filter(isType)
    .map(({ name }) => name.value)
    .filter((name) => !kept.has(name));
  const source = [
    '// Made by extract.ts. Do not edit.',
    `export const SOURCE = '${PACKAGE} ${version}';`,
    '',
    `export const SDL = \`\n${types.map(print).join('\n\n')}\n\`;`,
    '',
    '/** What GitHub has and the sandbox does not: fields and `field(argument)` by type. */',
    'export const LEFT_OUT: Readonly<Record<string, string>> = {',
    ...[...leftOut].sort().map(([type, names]) => `  ${type}: '${names.join(' ')}',`),
    '};',
    '',
    `export const OTHER_TYPES = '${others.sort().join(' ')}';`,
    '',
  ];
  writeFileSync(join(import.meta.dirname, 'github-schema.generated.ts'), source.join('\n'));
}

function withoutProse(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) =>
      'description' in node && node.description ? { ...node, description: undefined } : undefined,
    Directive: () => null,
  });
}

function extract(document: DocumentNode): Extract {
  const definitions = new Map(document.definitions.filter(isType).map((type) => [type.name.value, type]));
  const result: Extract = { kept: new Map(), leftOut: new Map() };
  const queue = Object.keys(SELECTION);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (result.kept.has(name)) continue;
    const definition = definitions.get(name);
    // The built-in scalars, and what the overlay defines.
    if (!definition) {
      if (name in SELECTION) throw new Error(`GitHub's schema has no type ${name}`);
      continue;
    }
    const kept = reduce(definition, result);
    result.kept.set(name, kept);
    queue.push(...namedTypes(kept));
  }
  for (const [name, type] of result.kept) result.kept.set(name, withKeptTypesOnly(type, result.kept));
  return result;
}

function reduce(type: TypeDefinitionNode, { leftOut }: Extract): TypeDefinitionNode {
  const name = type.name.value;
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    if (type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return type;
    const fields = keepOnly(name, type.fields ?? [], leftOut);
    const missing = type.fields?.find((field) => isRequired(field) && !fields.includes(field));
    if (missing) throw new Error(`${name}.${missing.name.value} is required`);
    return { ...type, fields };
  }
  const wanted = wantedFields(name);
  const fields = keepOnly(name, type.fields ?? [], leftOut).map((field): FieldDefinitionNode => {
    const honoured = wanted?.get(field.name.value);
    const args = field.arguments?.filter(({ name: argument }) => honoured?.has(argument.value)) ?? [];
    for (const argument of field.arguments ?? []) {
      if (args.includes(argument)) continue;
      if (isRequired(argument)) throw new Error(`${name}.${field.name.value} needs ${argument.name.value}`);
      note(leftOut, name, `${field.name.value}(${argument.name.value})`);
    }
    return { ...field, arguments: args };
  });
  return { ...type, fields };
}

function keepOnly<Field extends FieldDefinitionNode | InputValueDefinitionNode>(
  type: string,
  fields: readonly Field[],
  leftOut: Extract['leftOut'],
): Field[] {
  const wanted = wantedFields(type);
  for (const name of type in SELECTION ? (wanted?.keys() ?? []) : []) {
    if (!fields.some((field) => field.name.value === name)) throw new Error(`GitHub has no ${type}.${name}`);
  }
  return fields.filter(({ name }) => {
    if (!wanted || wanted.has(name.value)) return true;
    note(leftOut, type, name.value);
    return false;
  });
}

/** Undefined: all. */
function wantedFields(type: string): Map<string, Set<string>> | undefined {
  if (type in SELECTION) return selectedFields(type);
  const implied = type.endsWith('Connection')
    ? CONNECTION_FIELDS
    : type.endsWith('Edge')
      ? EDGE_FIELDS
      : undefined;
  if (implied) return new Map([...implied].map((name) => [name, new Set()]));
  if (type === 'PageInfo') return undefined;
  throw new Error(`a selected field leads to ${type}: name its fields in selection.ts`);
}

function note(leftOut: Extract['leftOut'], type: string, name: string): void {
  leftOut.set(type, [...(leftOut.get(type) ?? []), name]);
}

/** Unions keep the members that are kept, types the interfaces that are kept and that they still satisfy. */
function withKeptTypesOnly(type: TypeDefinitionNode, kept: Extract['kept']): TypeDefinitionNode {
  const only = (types: readonly NamedTypeNode[] | undefined): NamedTypeNode[] =>
    (types ?? []).filter(({ name }) => kept.has(name.value));
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return { ...type, types: only(type.types) };
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return type;
  const isWhole = ({ name }: NamedTypeNode): boolean => {
    const wanted = kept.get(name.value);
    const fields = wanted?.kind === Kind.INTERFACE_TYPE_DEFINITION ? (wanted.fields ?? []) : [];
    return fields.every((field) => type.fields?.some((own) => own.name.value === field.name.value));
  };
  return { ...type, interfaces: only(type.interfaces).filter(isWhole) };
}

/** The types that the fields of a type lead to; members of unions do not count, or everything would be reached. */
function namedTypes(type: TypeDefinitionNode): string[] {
  if (!('fields' in type)) return [];
  const name = (node: TypeNode): string =>
    node.kind === Kind.NAMED_TYPE ? node.name.value : name(node.type);
  return (type.fields ?? []).flatMap((field) => [
    name(field.type),
    ...('arguments' in field ? (field.arguments ?? []).map((argument) => name(argument.type)) : []),
  ]);
}

function isType(node: DefinitionNode): node is TypeDefinitionNode {
  return node.kind.endsWith('TypeDefinition');
}

function isRequired({
  type,
  defaultValue,
}: InputValueDefinitionNode | (FieldDefinitionNode & { defaultValue?: undefined })): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}

main();
