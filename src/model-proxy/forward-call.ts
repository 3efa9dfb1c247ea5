import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from './call-log.ts';
import type { MeteredCall } from './meter/meter.ts';
import type { PriceList } from './meter/price-list.ts';
import type { ModelAccess } from './model-access.ts';
import type { AnswerSoFar, Endpoint, ModelProvider } from './providers/provider.ts';
import { createAnswerReader } from './read-answer.ts';
import { sayError } from './say-error.ts';
import { sentHeaders } from './sent-headers.ts';

export interface ForwardedCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly provider: ModelProvider;
  readonly access: ModelAccess;
  readonly endpoint: Endpoint;
  readonly body: Buffer;
  /** What was set aside for it; left out for a call that costs nothing. */
  readonly metered: MeteredCall | undefined;
  readonly prices: PriceList;
  readonly log: CallLog;
  readonly fetch: typeof fetch;
}

/** Passes an examined call on, and its answer back byte by byte. Each call is settled once, however it ends. */
export async function forwardCall(call: ForwardedCall): Promise<void> {
  const { request, response, provider, access, endpoint, body, metered, log } = call;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const headers = sentHeaders(request.headers, provider, access);
  let answer: Response;
  try {
    answer = await call.fetch(`${access.baseUrl}${endpoint.path}`, {
      method: 'POST',
      headers,
      body,
      // A redirect would carry the key to another server.
      redirect: 'manual',
      signal: gone.signal,
    });
  } catch (error) {
    if (wasNeverSent(error)) metered?.cancel();
    else metered?.settle({ isWhole: false });
    const detail = `The model's server cannot be reached: ${codeOf(error)}.`;
    if (metered) log.end(gone.signal.aborted ? { kind: 'abandoned' } : { kind: 'unreachable', detail });
    return sayError(response, provider, { status: 502, message: detail, isFinal: false });
  }
  if (answer.status >= 300 && answer.status < 400) {
    await answer.body?.cancel();
    metered?.cancel();
    if (metered) log.end({ kind: 'answered', status: answer.status, isWhole: true });
    const message = `The model's server redirects (${answer.status}), and no redirect is followed. Correct its base URL.`;
    return sayError(response, provider, { status: 400, message, isFinal: true });
  }
  await passAnswer(answer, call, gone.signal);
}

async function passAnswer(answer: Response, call: ForwardedCall, gone: AbortSignal): Promise<void> {
  const { response, endpoint, metered, log } = call;
  response.writeHead(answer.status, passedBack(answer.headers));
  // The engine sees the status at once, as it would without us.
  response.flushHeaders();
  const isGeneration = metered !== undefined && answer.ok;
  const reader = isGeneration
    ? createAnswerReader(endpoint, answer.headers.get('content-type') ?? '')
    : undefined;
  if (!isGeneration) metered?.cancel();
  let isPassed = true;
  try {
    for await (const chunk of answer.body ?? []) {
      reader?.take(chunk);
      // Before its last bytes are passed: the engine's next call finds what this one has left.
      if (reader?.soFar().isWhole) settle(call, reader.soFar());
      if (!response.write(chunk)) await once(response, 'drain', { signal: gone });
    }
  } catch {
    isPassed = false;
  }
  const soFar = reader?.end();
  if (soFar) settle(call, soFar);
  if (metered) {
    const isWhole = answer.ok ? soFar?.isWhole === true && !soFar.hasFailed : isPassed;
    if (gone.aborted && !isWhole) log.end({ kind: 'abandoned' });
    else log.end({ kind: 'answered', status: answer.status, isWhole });
  }
  if (isPassed) response.end();
  // As it would be without us: the engine sees that the answer broke off.
  else response.destroy();
}

function settle({ metered, prices, endpoint }: ForwardedCall, { told, isWhole }: AnswerSoFar): void {
  const usage = told && prices.readUsage(told, endpoint.flavour);
  metered?.settle({ ...(usage && { usage }), isWhole });
}

/** Of one connection, or of the bytes as they were before `fetch` unpacked them. */
const NOT_PASSED_BACK: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function passedBack(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => !NOT_PASSED_BACK.has(name)));
}

/** Failures from before a connection stood: nothing can have been generated. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*)$/;

function wasNeverSent(error: unknown): boolean {
  return NEVER_SENT.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code ?? (error instanceof Error ? error.name : 'unknown');
}
