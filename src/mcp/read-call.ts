import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type CallRead = { readonly kind: 'call'; readonly request: Request } | Refused;

/** Every text that an agent can post fits in several times. */
const LARGEST_BODY = 1024 * 1024;

/**
 * Who may call, and what: only somebody with the run's bearer, who was not sent here by a web page. A page that names a
 * host of its own for this address sends that host or its own origin.
 */
export async function readCall(request: IncomingMessage, bearer: string): Promise<CallRead> {
  const { host = '', origin, authorization = '' } = request.headers;
  if (!LOOPBACK.test(host) || (origin !== undefined && !LOOPBACK.test(origin.replace(/^http:\/\//, '')))) {
    return refused(403, 'The tools answer on loopback only.');
  }
  if (!isSame(authorization, `Bearer ${bearer}`)) {
    return refused(401, 'Expected the bearer of this run.', { 'www-authenticate': 'Bearer' });
  }
  if (request.url !== '/mcp') return refused(404, 'The tools are at /mcp.');
  // Without sessions there is nothing to listen to and nothing to end.
  if (request.method !== 'POST') return refused(405, 'Expected POST.', { allow: 'POST' });
  const body =
    Number(request.headers['content-length'] ?? 0) > LARGEST_BODY ? undefined : await readBody(request);
  if (body === undefined) {
    return refused(413, `Expected at most ${LARGEST_BODY} bytes.`, { connection: 'close' });
  }
  const headers = new Headers();
  for (const name of ['accept', 'content-type', 'mcp-protocol-version']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return { kind: 'call', request: new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body }) };
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** In a time that says nothing of where they differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** `undefined`: it is too large, and was not read to its end. */
async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function refused(status: number, message: string, headers: Refused['headers'] = {}): Refused {
  return { kind: 'refused', status, message, headers };
}
