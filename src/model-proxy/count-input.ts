import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { ModelAccess } from './model-access.ts';
import type { InputCounter, JsonObject, ModelProvider } from './providers/provider.ts';
import { sentHeaders } from './sent-headers.ts';

interface CountedInput {
  readonly request: IncomingMessage;
  readonly provider: ModelProvider;
  readonly access: ModelAccess;
  readonly counter: InputCounter;
  readonly body: JsonObject;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

/**
 * Has the provider count the input of a call. `undefined` if it does not: a server that is only compatible may not have it.
 */
export async function countInput(asked: CountedInput): Promise<number | undefined> {
  const { request, provider, access, counter, body, signal } = asked;
  try {
    const answer = await asked.fetch(`${access.baseUrl}${counter.path}`, {
      method: 'POST',
      headers: sentHeaders(request.headers, provider, access),
      body: JSON.stringify(counter.bodyOf(body)),
      redirect: 'manual',
      signal,
    });
    const count = counter.countIn(z.record(z.string(), z.unknown()).parse(await answer.json()));
    return answer.ok ? count : undefined;
  } catch {
    // Unreachable, gone, or no JSON: then the bytes decide.
    return undefined;
  }
}
