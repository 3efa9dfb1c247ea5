import type { IncomingMessage, ServerResponse } from 'node:http';
import { cut } from '../core/text/cut.ts';
import type { CallLog } from './call-log.ts';
import { countInput } from './count-input.ts';
import type { DummyKey } from './dummy-key.ts';
import { forwardCall } from './forward-call.ts';
import type { Meter, MeteredCall } from './meter/meter.ts';
import type { PriceList } from './meter/price-list.ts';
import type { ModelAccess } from './model-access.ts';
import { countedInputTokensOf, inputTokensOf } from './providers/input-limits.ts';
import type { CallExamination, CallRules, Endpoint, ModelProvider } from './providers/provider.ts';
import { readJsonBody } from './read-body.ts';
import { sayError } from './say-error.ts';

export interface CallSurroundings {
  readonly provider: ModelProvider;
  readonly access: ModelAccess;
  readonly dummy: DummyKey;
  readonly rules: CallRules;
  readonly meter: Meter;
  readonly prices: PriceList;
  readonly log: CallLog;
  readonly fetch: typeof fetch;
}

/**
 * One request of the engine, which is hostile: nothing is read before its key is right, nothing is sent that was not examined,
 * and nothing is sent before the most that it can cost is set aside.
 */
export async function answerModelCall(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: CallSurroundings,
): Promise<void> {
  const { provider, dummy, rules, log } = surroundings;
  const refuse = (status: number, message: string): void =>
    sayError(response, provider, { status, message, isFinal: true });
  const refuseCall = (status: number, detail: string): void => {
    log.refuse({ reason: 'model-call-refused', detail });
    refuse(status, detail);
  };
  if (!dummy.isAll(provider.credentialsIn(request.headers)))
    return refuse(401, 'This key is not of this run.');
  const target = request.url ?? '';
  const endpoint = request.method === 'POST' ? provider.findEndpoint(target) : undefined;
  if (!endpoint) {
    // Engines ask for lists of models and the like, and do without: no call of a model was refused.
    return refuse(404, `Interlock passes no ${request.method} ${cut(target, MOST_SAID)}.`);
  }
  const reading = await readJsonBody(request);
  if (reading.kind === 'too-large') return refuseCall(413, 'The body is too large.');
  if (reading.kind === 'invalid') return refuseCall(400, reading.detail);
  const examination = endpoint.examine(reading.body, rules);
  if (examination.kind === 'refused') return refuseCall(400, cut(examination.detail, MOST_SAID));
  // Written anew from what was examined: a name that stands twice in the original cannot be read in another way.
  const body = Buffer.from(JSON.stringify(examination.body));
  const call = { request, response, endpoint, body, ...surroundings };
  if (endpoint.isCounting) return forwardCall({ ...call, metered: undefined });
  const metered = await beginCall(call, examination);
  if (metered) return forwardCall({ ...call, metered });
  const detail = 'The budget of this run is spent: what is left of it may not be enough for this call.';
  log.refuse({ reason: 'budget-spent', detail });
  refuse(400, detail);
}

/** Longer words of an engine are cut. */
const MOST_SAID = 300;

interface CallToBegin extends CallSurroundings {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly endpoint: Endpoint;
  readonly body: Buffer;
}

/**
 * Sets aside what the call can take by its bytes, which costs no time. Only where that does not fit the provider is asked to
 * count: a token has about four bytes, and a budget would seem spent long before it is.
 */
async function beginCall(
  call: CallToBegin,
  { model, body, outputTokens, extraTokens }: Extract<CallExamination, { kind: 'allowed' }>,
): Promise<MeteredCall | undefined> {
  const { meter, response, endpoint } = call;
  const inputTokens = inputTokensOf(call.body.byteLength, extraTokens);
  // The words of the API for a cache of an hour, which is dearer to write than one of five minutes.
  const size = { model, inputTokens, outputTokens, mayCacheLong: call.body.includes('"1h"') };
  const metered = meter.begin(size);
  const { counter } = endpoint;
  if (metered || !counter) return metered;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const count = await countInput({ ...call, counter, body, signal: gone.signal });
  if (count === undefined) return undefined;
  return meter.begin({ ...size, inputTokens: Math.min(inputTokens, countedInputTokensOf(count)) });
}
