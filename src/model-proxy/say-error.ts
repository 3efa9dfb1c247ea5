import type { ServerResponse } from 'node:http';
import type { ModelProvider } from './providers/provider.ts';

interface SaidError {
  /**
   * 400 where a call is refused for good: CLIs end with it. They try again after 408, 409, 429 and 5xx; and they take 401 and
   * 403 for a wrong key, which some of them try again as well.
   */
  readonly status: number;
  readonly message: string;
  /** Asks the clients of Anthropic and OpenAI not to try again, whatever the status. */
  readonly isFinal: boolean;
}

/** An error in the provider's own form, so that an engine shows its words. Nothing if an answer has begun. */
export function sayError(response: ServerResponse, provider: ModelProvider, error: SaidError): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify(provider.errorBody(error.status, `Interlock: ${error.message}`));
  response.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(error.isFinal && { 'x-should-retry': 'false' }),
    // What was not read of a request is never read.
    ...(!response.req.complete && { connection: 'close' }),
  });
  response.end(body);
}
