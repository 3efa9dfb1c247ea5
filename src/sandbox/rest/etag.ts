import { createHash } from 'node:crypto';
import type { Reply } from './route.ts';

/** Gives a successful read its validator, or turns it into 304 when the caller has that very answer already. */
export function addEtag(reply: Reply, ifNoneMatch: string | undefined): Reply {
  if (reply.status !== 200) return reply;
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  const headers = { ...reply.headers, etag };
  const known = ifNoneMatch?.split(',').map((value) => value.trim());
  return known?.includes(etag) ? { status: 304, headers } : { ...reply, headers };
}
