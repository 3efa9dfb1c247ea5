import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { JsonObject } from './providers/provider.ts';

/** What Anthropic takes, and more than the others. */
export const MOST_PROXIED_BYTES = 32 * 1024 ** 2;

export type BodyReading =
  | { readonly kind: 'read'; readonly body: JsonObject }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'invalid'; readonly detail: string };

/** Reads a JSON object. Rejects if the engine goes away while it sends. */
export async function readJsonBody(request: IncomingMessage): Promise<BodyReading> {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  if (encoding !== 'identity') return { kind: 'invalid', detail: 'A compressed body is not accepted.' };
  if (Number(length ?? 0) > MOST_PROXIED_BYTES) return { kind: 'too-large' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MOST_PROXIED_BYTES) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  return parse(Buffer.concat(chunks));
}

function parse(bytes: Buffer): BodyReading {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    if (parsed.success) return { kind: 'read', body: parsed.data };
  } catch {
    // No JSON, or no UTF-8: said below, without the engine's bytes.
  }
  return { kind: 'invalid', detail: 'The body is not a JSON object.' };
}
