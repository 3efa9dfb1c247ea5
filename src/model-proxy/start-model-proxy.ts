import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerModelCall } from './answer-call.ts';
import { createCallLog, type ModelCallEnd, type ModelRefusal } from './call-log.ts';
import { createDummyKey } from './dummy-key.ts';
import type { BudgetCaps } from './meter/budget.ts';
import { createMeter, type MeteredUsage } from './meter/meter.ts';
import { loadPriceList, withoutPrices } from './meter/price-list.ts';
import type { ModelAccess } from './model-access.ts';
import { providers } from './providers/registry.ts';
import { sayError } from './say-error.ts';

export interface ModelProxyOptions {
  readonly access: ModelAccess;
  /** The models that the engine may ask, by the provider's names. */
  readonly models: readonly string[];
  readonly caps: BudgetCaps;
  /** Tools that the provider runs on its own servers, such as `web_search_20250305`. None unless listed. */
  readonly serverTools?: readonly string[];
  /** Output of a call that names no limit itself: 32,000 tokens where absent. */
  readonly outputTokens?: number;
  /** The server whose list prices apply, for a gateway that bills as another does. The one of `access` where absent. */
  readonly pricedAs?: string;
  readonly now: () => Date;
  /** Told how each call that generates ended, when it is counted. */
  readonly onCallEnd?: (end: ModelCallEnd) => void;
  /** Another way out, for example through a proxy. */
  readonly fetch?: typeof fetch;
}

/** Holds the key of a model for one run, and gives its engine an address and a dummy. */
export interface ModelProxy extends AsyncDisposable {
  /** What the engine takes for the provider's base URL, by the provider's custom: OpenAI's ends with `/v1`. */
  readonly baseUrl: string;
  /** Random for each run, and worth nothing anywhere else. */
  readonly key: string;
  /** Tokens that a model takes in; `undefined` if that is not known. */
  windowOf(model: string): number | undefined;
  usage(): MeteredUsage;
  /** How the last call that generates ended; `undefined` if the engine never asked its model. */
  lastCall(): ModelCallEnd | undefined;
  /** The first 50 calls that were not passed on. */
  refusals(): readonly ModelRefusal[];
}

const OUTPUT_TOKENS = 32_000;
/** Requests at a time. Each may hold a body of 32 MB. */
const MOST_AT_ONCE = 16;

/** Listens on loopback alone, within this process: `docs/adr` says why no process of its own. */
export async function startModelProxy(options: ModelProxyOptions): Promise<ModelProxy> {
  const { access, models, caps, serverTools = [], outputTokens = OUTPUT_TOKENS, now } = options;
  const provider = providers[access.provider];
  const list = await loadPriceList({
    provider: provider.priceId,
    baseUrl: options.pricedAs ?? access.baseUrl,
  });
  const prices = access.keyKind === 'subscription' ? withoutPrices(list) : list;
  const log = createCallLog(options.onCallEnd);
  const meter = createMeter({ caps, prices, now });
  const dummy = createDummyKey(provider.keyPrefix);
  const surroundings = {
    provider,
    access,
    dummy,
    meter,
    prices,
    log,
    rules: { models, serverTools, outputTokens },
    fetch: options.fetch ?? fetch,
  };
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    if (underWay.size >= MOST_AT_ONCE) {
      const message = `more than ${MOST_AT_ONCE} calls at a time`;
      return sayError(response, provider, { status: 429, message, isFinal: false });
    }
    // It rejects if the engine goes away while it sends: nothing was asked of the model then.
    const call = answerModelCall(request, response, surroundings).catch(() => void response.destroy());
    underWay.add(call);
    void call.finally(() => underWay.delete(call));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${provider.basePath}`,
    key: dummy.value,
    windowOf: prices.windowOf,
    usage: meter.usage,
    lastCall: log.last,
    refusals: log.refusals,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      // Ends what is under way at the model's server as well.
      server.closeAllConnections();
      await Promise.all(underWay);
      await closed;
    },
  };
}
