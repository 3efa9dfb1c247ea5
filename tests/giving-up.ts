import type { FetchLimit } from '../src/github/wire/fetch-limit.ts';
import type { Call, Fault } from '../src/sandbox/index.ts';

/** The time-out of a client, made by a test: no clock has a say in it. */
export interface GivingUp {
  /** Up for a request that was given up on, and never for another one. */
  readonly requestLimit: FetchLimit;
  /** The client that waits for the answer to this call waits no longer. */
  giveUp(call: Call): void;
  /** Leaves a call without an answer, and has its client give up on it at once. */
  readonly fault: Fault;
}

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly limit: AbortController;
}

export function createGivingUp(): GivingUp {
  const waiting = new Set<Request>();
  const giveUp = (call: Call): void => {
    const request = [...waiting].find((one) => isOf(one, call));
    if (!request) throw new Error(`No client waits for ${call.method} ${call.path}`);
    // As `AbortSignal.timeout` has it.
    request.limit.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  };
  return {
    requestLimit: (send) => async (input, init) => {
      const limit = new AbortController();
      const request: Request = {
        method: init?.method ?? 'GET',
        url: new URL(String(input)),
        body: typeof init?.body === 'string' ? init.body : '',
        limit,
      };
      waiting.add(request);
      try {
        return await send(input, { ...init, signal: limit.signal });
      } finally {
        waiting.delete(request);
      }
    },
    giveUp,
    fault: { kind: 'timeout', struck: giveUp },
  };
}

function isOf({ method, url, body }: Request, call: Call): boolean {
  const path = decodeURIComponent(url.pathname);
  return (
    method === call.method &&
    path.endsWith(decodeURIComponent(call.path)) &&
    [...url.searchParams].every(([name, value]) => String(call.params[name]) === value) &&
    (body === '' || JSON.stringify(JSON.parse(body)) === JSON.stringify(call.body))
  );
}
