import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, parse } from 'graphql';

export interface GraphqlRequest {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** What was asked, before it is validated: enough for barriers and faults to recognise it. */
export type GraphqlOperation =
  | { ok: true; document: DocumentNode; definition: OperationDefinitionNode }
  | { ok: false; error: GraphQLError };

export function readRequest(body: unknown): GraphqlRequest | undefined {
  const { query, operationName, variables } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') return undefined;
  return {
    query,
    operationName: typeof operationName === 'string' ? operationName : undefined,
    variables:
      typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {},
  };
}

export function readOperation({ query, operationName }: GraphqlRequest): GraphqlOperation {
  try {
    const document = parse(query);
    const definitions = document.definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const definition = operationName
      ? definitions.find(({ name }) => name?.value === operationName)
      : definitions.length === 1
        ? definitions[0]
        : undefined;
    if (definition) return { ok: true, document, definition };
    const message = operationName ? `No operation named "${operationName}"` : 'An operation name is required';
    return { ok: false, error: new GraphQLError(message) };
  } catch (error) {
    if (error instanceof GraphQLError) return { ok: false, error };
    throw error;
  }
}

/** `graphql:query Board`, `graphql:mutation MoveItem`; without a name, `graphql:query`. */
export function operationId(operation: GraphqlOperation | undefined): string {
  if (!operation?.ok) return 'graphql:';
  const { operation: kind, name } = operation.definition;
  return name ? `graphql:${kind} ${name.value}` : `graphql:${kind}`;
}
