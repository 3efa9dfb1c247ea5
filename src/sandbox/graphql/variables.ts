import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { NotInSandbox } from './field-error.ts';
import { isFieldLeftOut } from './schema/left-out.ts';

interface Problem {
  path: (string | number)[];
  explanation: string;
}

/** What GitHub says of variables that do not fit their types, before anything is carried out. */
export function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown>[] {
  return variableDefinitions.flatMap((definition) => {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    if (given[name] === undefined && (definition.defaultValue !== undefined || !isNonNullType(type)))
      return [];
    const value = given[name] ?? null;
    const problems = problemsOf(value, type, []);
    return problems.length === 0 ? [] : [errorOf(definition, value, problems)];
  });
}

function errorOf(
  definition: VariableDefinitionNode,
  value: unknown,
  problems: readonly Problem[],
): Record<string, unknown> {
  const { loc, variable } = definition;
  const { line = 0, column = 0 } = loc?.startToken ?? {};
  const below = problems.filter(({ path }) => path.length > 0);
  const where = below.map(({ path, explanation }) => `${path.join('.')} (${explanation})`).join(', ');
  const what = `Variable $${variable.name.value} of type ${print(definition.type)} was provided invalid value`;
  return {
    extensions: { value, problems },
    locations: [{ line, column }],
    message: where === '' ? what : `${what} for ${where}`,
  };
}

function problemsOf(value: unknown, type: GraphQLInputType, path: (string | number)[]): Problem[] {
  if (isNonNullType(type)) {
    return value === null || value === undefined
      ? [{ path, explanation: 'Expected value to not be null' }]
      : problemsOf(value, type.ofType, path);
  }
  if (value === null || value === undefined) return [];
  if (isListType(type)) {
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return parts.flatMap((part, index) => problemsOf(part, type.ofType, [...path, index]));
  }
  if (isInputObjectType(type)) {
    if (typeof value !== 'object' || Array.isArray(value)) {
      return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
    }
    return problemsOfObject(value as Record<string, unknown>, type, path);
  }
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    const explanation = `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}`;
    return typeof value === 'string' && names.includes(value) ? [] : [{ path, explanation }];
  }
  try {
    type.coerceInputValue(value);
    return [];
  } catch {
    return [{ path, explanation: `Could not coerce value ${JSON.stringify(value)} to ${type.name}` }];
  }
}

function problemsOfObject(
  value: Record<string, unknown>,
  type: Extract<GraphQLInputType, { getFields: unknown }>,
  path: (string | number)[],
): Problem[] {
  const fields = type.getFields();
  const unknown = Object.keys(value).filter((name) => !(name in fields));
  const leftOut = unknown.find((name) => isFieldLeftOut(type.name, name));
  if (leftOut !== undefined) throw new NotInSandbox(`${type.name}.${leftOut}`);
  return [
    ...unknown.map((name) => ({
      path: [...path, name],
      explanation: `Field is not defined on ${type.name}`,
    })),
    ...Object.values(fields).flatMap((field) =>
      field.name in value || isRequiredInputField(field)
        ? problemsOf(value[field.name] ?? null, field.type, [...path, field.name])
        : [],
    ),
  ];
}
