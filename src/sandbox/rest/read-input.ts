import type { Operation } from '../openapi/description.ts';
import rest from '../openapi/rest.json' with { type: 'json' };
import type { Schemas, Violation } from '../openapi/schemas.ts';
import { ApiError } from './api-error.ts';
import type { MatchedRoute } from './route-table.ts';

export interface Input {
  params: Record<string, unknown>;
  body: unknown;
}

/** Thrown for input that GitHub would ignore silently: a typo must not pass for a feature. */
export class RefusedInput extends ApiError {}

/** Parameters and body as the operation's schemas want them, or a 422 that says what is wrong. */
export function readInput(
  schemas: Schemas,
  { operation, params: path }: MatchedRoute,
  { query, body }: { query: URLSearchParams; body: unknown },
): Input {
  return { params: readParams(schemas, operation, path, query), body: readBody(schemas, operation, body) };
}

function readParams(
  schemas: Schemas,
  operation: Operation,
  path: Record<string, string>,
  query: URLSearchParams,
): Record<string, unknown> {
  const known = new Set(
    operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
  );
  for (const name of query.keys()) {
    if (!known.has(name)) {
      throw new RefusedInput(
        422,
        `${operation.id} has no query parameter "${name}" (refused by the sandbox)`,
      );
    }
  }
  const { params, violations } = coerceParams(schemas, operation, path, query);
  if (violations.length > 0) throw invalid(violations);
  return params;
}

/** Numbers as numbers, with defaults filled in, as far as what was sent can be read that way. */
export function coerceParams(
  schemas: Schemas,
  operation: Operation,
  path: Record<string, string>,
  query: URLSearchParams,
): { params: Record<string, unknown>; violations: Violation[] } {
  const params: Record<string, unknown> = { ...Object.fromEntries(query), ...path };
  const violations = schemas.parameters(operation.id, parameterSchema(operation))(params);
  return { params, violations };
}

function parameterSchema(operation: Operation): Record<string, unknown> {
  return {
    type: 'object',
    properties: Object.fromEntries(operation.parameters.map(({ name, schema }) => [name, ofText(schema)])),
    required: operation.parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** A number's text is also a text: of the types that a parameter may have, the first that fits is the one meant. */
function ofText({ oneOf, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return oneOf === undefined ? schema : { ...schema, anyOf: oneOf };
}

function readBody(schemas: Schemas, operation: Operation, sent: unknown): unknown {
  const body = sent ?? {};
  const isEmpty = typeof body === 'object' && Object.keys(body).length === 0;
  if (!operation.body) {
    if (!isEmpty) throw new RefusedInput(422, `${operation.id} takes no body (refused by the sandbox)`);
    return undefined;
  }
  if (isEmpty && !operation.body.required) return {};
  const known = knownProperties(operation.body.schema);
  for (const name of Object.keys(body)) {
    if (known && !known.has(name)) {
      throw new RefusedInput(422, `${operation.id} has no body property "${name}" (refused by the sandbox)`);
    }
  }
  const violations = schemas.body(operation.id)(body);
  if (violations.length > 0) throw invalid(violations);
  return body;
}

/** The names that an object schema, or any of its variants, declares; undefined if it takes whatever it gets. */
function knownProperties(schema: unknown): Set<string> | undefined {
  const { $ref, properties, additionalProperties, ...rest } = schema as Record<string, unknown>;
  if (typeof $ref === 'string') return knownProperties(component($ref));
  const names = new Set(Object.keys((properties as object | undefined) ?? {}));
  const variants = [rest.oneOf, rest.anyOf, rest.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  if (additionalProperties === true || (names.size === 0 && variants.length === 0 && rest.type !== 'array')) {
    return undefined;
  }
  for (const variant of variants) for (const name of knownProperties(variant) ?? []) names.add(name);
  return names;
}

function component(reference: string): unknown {
  const schemas: Record<string, unknown> = rest.components.schemas;
  return schemas[reference.replace('#/components/schemas/', '')];
}

function invalid(violations: Violation[]): ApiError {
  const text = violations.map(
    ({ path, message }) => `${path.replaceAll('/', '.').replace(/^\./, '') || 'input'} ${message}`,
  );
  return new ApiError(422, `Invalid request.\n\n${text.join('\n')}`);
}
