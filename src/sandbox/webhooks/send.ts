import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Delivery } from './delivery.ts';

type Outcome = Pick<Delivery, 'status' | 'statusCode' | 'duration' | 'response'>;

/** What GitHub's log says of a request that was not answered. */
const NO_CONNECTION = { status: 'failed to connect to host', statusCode: 502 } as const;
export const TIMED_OUT = { status: 'timed out', statusCode: 504 } as const;

/** Posts the payload, and reports as the delivery log does: whatever happens is an outcome, nothing throws. */
export async function send(
  url: string | undefined,
  delivery: Delivery,
  { limit, closing }: { limit: AbortSignal; closing: AbortSignal },
): Promise<Outcome> {
  const startedAt = Date.now();
  const seconds = (): number => (Date.now() - startedAt) / 1000;
  if (url === undefined) return { status: 'no webhook URL', statusCode: 0, duration: 0, response: undefined };
  try {
    const { statusCode, response } = await post(url, delivery, AbortSignal.any([limit, closing]));
    const status = statusCode >= 200 && statusCode < 300 ? 'OK' : `Invalid HTTP Response: ${statusCode}`;
    return { status, statusCode, duration: seconds(), response };
  } catch {
    return { ...(limit.aborted ? TIMED_OUT : NO_CONNECTION), duration: seconds(), response: undefined };
  }
}

function post(
  url: string,
  { request }: Delivery,
  signal: AbortSignal,
): Promise<{ statusCode: number; response: NonNullable<Delivery['response']> }> {
  const body = JSON.stringify(request.payload);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, {
      method: 'POST',
      headers: { ...request.headers, 'Content-Length': String(Buffer.byteLength(body)) },
      // A connection of its own: none is left open when the sandbox ends.
      agent: false,
      signal,
    });
    sent.on('error', reject);
    sent.on('response', (answer) => {
      text(answer).then(
        (content) =>
          resolve({
            statusCode: answer.statusCode ?? 0,
            response: { headers: answer.headers as Record<string, string>, body: content },
          }),
        reject,
      );
    });
    sent.end(body);
  });
}
