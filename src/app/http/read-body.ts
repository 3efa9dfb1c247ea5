import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'complete'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken-off' };

/**
 * Reads a request's body, but never keeps more than `limit` bytes. Of a larger one Node reads and drops what still
 * comes, so that its sender gets to the answer.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  if (Number(request.headers['content-length']) > limit) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      resolve({ kind: 'too-large' });
    });
    request.on('end', () => resolve({ kind: 'complete', text: Buffer.concat(chunks).toString('utf8') }));
    // After `end` these change nothing.
    request.on('close', () => resolve({ kind: 'broken-off' }));
    request.on('error', () => resolve({ kind: 'broken-off' }));
  });
}
