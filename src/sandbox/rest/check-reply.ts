import type { Operation } from '../openapi/description.ts';
import type { Schemas, Violation } from '../openapi/schemas.ts';
import type { Reply } from './route.ts';

/** Throws if GitHub's description does not allow this answer: then the sandbox is wrong, whatever the caller did. */
export function checkReply(schemas: Schemas, operation: Operation, reply: Reply): void {
  const schema = operation.responses[reply.status];
  if (schema === undefined) throw new Error(`${operation.id} cannot answer ${reply.status}`);
  if (schema === null) {
    if (reply.body !== undefined) throw new Error(`${operation.id} answers ${reply.status} without a body`);
    return;
  }
  // Another representation was asked for, such as a file's raw text.
  if (typeof reply.body === 'string') return;
  const flaw = describe(operation, reply, schemas.response(operation.id, reply.status)(reply.body));
  if (flaw) throw new Error(flaw);
}

/** The same for refusals, any of which GitHub may give for any operation, described there or not. */
export function findErrorFlaw(schemas: Schemas, operation: Operation, reply: Reply): string | undefined {
  const isDescribed = Boolean(operation.responses[reply.status]);
  const check = isDescribed ? schemas.response(operation.id, reply.status) : schemas.error();
  return describe(operation, reply, check(reply.body));
}

function describe(operation: Operation, { status }: Reply, violations: Violation[]): string | undefined {
  if (violations.length === 0) return undefined;
  const text = violations.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
  return `the answer ${status} of ${operation.id} is not what GitHub describes: ${text}`;
}
