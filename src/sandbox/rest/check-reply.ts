import type { Operation } from '../openapi/description.ts';
import type { Schemas } from '../openapi/schemas.ts';
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
  const violations = schemas.response(operation.id, reply.status)(reply.body);
  if (violations.length === 0) return;
  const text = violations.map(({ path, message }) => `${path || '/'} ${message}`).join('; ');
  throw new Error(`the answer ${reply.status} of ${operation.id} is not what GitHub describes: ${text}`);
}
