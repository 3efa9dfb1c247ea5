import type { Usage } from '@pydantic/genai-prices';
import type { TokenCount } from './token-count.ts';

/** Usage as the price list names it: `input_tokens` is the sum of all input, cached or not. */
export type PricedUsage = Usage;

export interface PriceList {
  /**
   * @param answer a whole JSON answer, or what stands for one after a stream.
   * @param flavour which API of the provider answered, as the price list names it.
   * @returns `undefined` if the answer does not say what it took.
   */
  readUsage(answer: unknown, flavour: string): PricedUsage | undefined;
  /** Nano-dollars, rounded up to an integer; `undefined` if the price is unknown. */
  priceOf(usage: PricedUsage, call: PricedCall): number | undefined;
  /** Tokens that the model takes in; `undefined` if the list does not know the model. */
  windowOf(model: string): number | undefined;
}

export interface PricedCall {
  readonly model: string;
  /** Prices change from one day to the next, so a call is reserved and settled at the same time. */
  readonly at: Date;
}

export interface PriceListOptions {
  /** The provider's id in the list: its API answers. */
  readonly provider: string;
  /** The server that is asked. A server that the list does not know has no known prices. */
  readonly baseUrl: string;
}

/** Loaded when a proxy starts and not before: the list has 480 KB, and most tasks of the action need none. */
export async function loadPriceList({ provider, baseUrl }: PriceListOptions): Promise<PriceList> {
  const { calcPrice, extractUsage, findProvider } = await import('@pydantic/genai-prices');
  const api = findProvider({ providerId: provider });
  if (!api) throw new Error(`the price list does not know the provider ${provider}`);
  const server = findProvider({ providerApiUrl: baseUrl });
  return {
    readUsage: (answer, flavour) => {
      try {
        return extractUsage(api, answer, flavour).usage;
      } catch {
        // Its only way to say that something is missing or has another form.
        return undefined;
      }
    },
    priceOf: (usage, { model, at }) => {
      if (!server) return undefined;
      try {
        const price = calcPrice(usage, model, { provider: server, timestamp: at });
        return price ? toNanoDollars(price.total_price) : undefined;
      } catch {
        // Counts that contradict each other, such as more cached tokens than there are.
        return undefined;
      }
    },
    // A gateway's model has the window that it has with its provider.
    windowOf: (model) => calcPrice({}, model, { provider: api })?.model.context_window,
  };
}

/** A list for a key that is not billed by use, such as the token of a subscription. */
export function withoutPrices(list: PriceList): PriceList {
  return { ...list, priceOf: () => undefined };
}

/** The price list computes with floats; thousandths of a nano-dollar are its errors of rounding. */
export function toNanoDollars(dollars: number): number {
  return Math.ceil(Number((dollars * 1e9).toFixed(3)));
}

export function tokensOf(usage: PricedUsage): TokenCount {
  const { input_tokens: all = 0, output_tokens: output = 0 } = usage;
  const { cache_read_tokens: cacheRead = 0, cache_write_tokens: cacheWrite = 0 } = usage;
  return { input: Math.max(0, all - cacheRead - cacheWrite), output, cacheRead, cacheWrite };
}
