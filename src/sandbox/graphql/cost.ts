import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { FieldError } from './field-error.ts';

export interface Cost {
  /** Points against the hourly limit. */
  cost: number;
  /** How many nodes the query can ask for at most. */
  nodeCount: number;
}

const NODE_LIMIT = 500_000;

/**
 * GitHub's formula: each connection costs as many requests as its parents have nodes, taking every page as full; a point
 * is a hundred requests. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const given = { ...defaults(operation), ...variables };
  const total = { requests: 0, nodes: 0 };

  const visitField = (field: FieldNode, parent: string, parents: number): void => {
    const type = schema.getType(parent);
    const definition =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    if (!definition) return;
    const named = getNamedType(definition.type).name;
    const args = Object.fromEntries(
      (field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, given)]),
    );
    let count = parents;
    if (named.endsWith('Connection')) {
      total.requests += parents;
      count *= Math.max(0, Number(args.first ?? args.last ?? 0));
      total.nodes += count;
    } else if (parent === 'Query' && field.name.value === 'nodes' && Array.isArray(args.ids)) {
      count *= args.ids.length;
      total.nodes += count;
    }
    visitSet(field.selectionSet, named, count);
  };

  const visitSet = (set: SelectionSetNode | undefined, parent: string, parents: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        visitField(selection, parent, parents);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      visitSet(fragment?.selectionSet, fragment?.typeCondition?.name.value ?? parent, parents);
    }
  };

  visitSet(operation.selectionSet, operation.operation === 'mutation' ? 'Mutation' : 'Query', 1);
  return { cost: Math.max(1, Math.round(total.requests / 100)), nodeCount: total.nodes };
}

export function checkNodeLimit({ nodeCount }: Cost): void {
  if (nodeCount <= NODE_LIMIT) return;
  throw new FieldError(
    'MAX_NODE_LIMIT_EXCEEDED',
    `This query requests up to ${nodeCount.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of ${NODE_LIMIT.toLocaleString('en-US')}.`,
  );
}

function defaults({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}
