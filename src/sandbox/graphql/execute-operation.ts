import {
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Context } from './context.ts';
import { FieldError, NotInSandbox } from './field-error.ts';
import type { FieldFailure } from './graphql-steering.ts';
import type { GraphqlOperation, GraphqlRequest } from './operation.ts';
import { resolveField } from './resolvers/all.ts';

export interface Answer {
  data?: unknown;
  errors?: Record<string, unknown>[];
}

export interface Execution {
  schema: GraphQLSchema;
  operation: Extract<GraphqlOperation, { ok: true }>;
  request: GraphqlRequest;
  context: Context;
  /** The fault that a test wants for a field, if any. */
  failureOf(field: string): FieldFailure | undefined;
  onRefusal(message: string): void;
  onDefect(error: unknown): void;
}

/** Runs a validated operation and reports its errors in GitHub's form, beside whatever data there is. */
export async function executeOperation(execution: Execution): Promise<Answer> {
  const { schema, operation, request, context } = execution;
  const result = await execute({
    schema,
    document: operation.document,
    contextValue: context,
    variableValues: request.variables,
    operationName: operation.definition.name?.value ?? null,
    fieldResolver: withFailures(execution),
  });
  return toAnswer(result, execution);
}

function withFailures({ failureOf }: Execution): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, context, info) => {
    const failure = failureOf(`${info.parentType.name}.${info.fieldName}`);
    if (failure) throw new FieldError(failure.type, failure.message);
    return resolveField(parent, args, context, info);
  };
}

function toAnswer({ data, errors }: ExecutionResult, execution: Execution): Answer {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors && errors.length > 0 ? { errors: errors.map((error) => toError(error, execution)) } : {}),
  };
}

function toError(error: GraphQLError, { onRefusal, onDefect }: Execution): Record<string, unknown> {
  const cause = error.originalError;
  if (cause instanceof FieldError) {
    if (cause instanceof NotInSandbox) onRefusal(cause.message);
    const { type, extensions, message } = cause;
    return {
      type,
      path: error.path,
      ...(extensions ? { extensions } : {}),
      locations: error.locations,
      message,
    };
  }
  // Errors of graphql-js itself have no original; any other is a bug of the sandbox.
  if (cause !== undefined && !(cause instanceof GraphQLError)) onDefect(cause);
  return { ...(error.path ? { path: error.path } : {}), locations: error.locations, message: error.message };
}
