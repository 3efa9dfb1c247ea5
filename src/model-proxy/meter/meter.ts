import { type Budget, type BudgetCaps, type CallCost, createBudget } from './budget.ts';
import { type PricedCall, type PricedUsage, type PriceList, tokensOf } from './price-list.ts';
import { addTokens, NO_TOKENS, type TokenCount, totalOf } from './token-count.ts';

/** What the calls of a run took. */
export interface MeteredUsage {
  /** Answered calls that generate; refused and failed ones cost nothing and do not count. */
  readonly calls: number;
  readonly tokens: TokenCount;
  /** Nano-dollars (1e-9 dollars) of the calls whose price is known, at list prices. */
  readonly nanoDollars: number;
  /** Tokens of the calls whose price is unknown: they cost something, and nobody knows what. */
  readonly unpricedTokens: number;
  /** Calls that broke off before they said what they took. They are in the other figures as the most they can have taken. */
  readonly estimatedCalls: number;
}

/** The most that one call can take, told before it is made. */
export interface CallSize {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether it may write a cache that lasts an hour, which is dearer than one of some minutes. */
  readonly mayCacheLong: boolean;
}

/** What an answer said of itself by its end. */
export interface AnswerTold {
  /** A JSON answer, or what stands for one after a stream; left out if it never told its usage. */
  readonly usage?: PricedUsage;
  /** Whether it came to its end, so that the output is counted in full. */
  readonly isWhole: boolean;
}

export interface MeteredCall {
  /** Nothing was generated: the provider refused, or was never reached. */
  cancel(): void;
  settle(told: AnswerTold): void;
}

export interface Meter {
  /** @returns `undefined` if the call could pass the budget. */
  begin(size: CallSize): MeteredCall | undefined;
  usage(): MeteredUsage;
}

interface MeterOptions {
  readonly caps: BudgetCaps;
  readonly prices: PriceList;
  readonly now: () => Date;
}

export function createMeter({ caps, prices, now }: MeterOptions): Meter {
  const budget: Budget = createBudget(caps);
  let calls = 0;
  let estimatedCalls = 0;
  let tokens = NO_TOKENS;
  return {
    begin: (size) => {
      const call = { model: size.model, at: now() };
      const most = mostOf(size, call, prices);
      const reservation = budget.reserve(most);
      if (!reservation) return undefined;
      return {
        cancel: reservation.release,
        settle: (told) => {
          const { usage, isEstimate } = usageOf(told, size);
          const cost = costOf(usage, call, prices);
          // Usage that contradicts itself has no price, though the model has.
          const hasPrice = cost.nanoDollars !== undefined || most.nanoDollars === undefined;
          if (!reservation.settle(told.usage && hasPrice ? cost : most)) return;
          calls += 1;
          if (isEstimate) estimatedCalls += 1;
          tokens = addTokens(tokens, tokensOf(usage));
        },
      };
    },
    usage: () => ({ calls, tokens, ...budget.spent(), estimatedCalls }),
  };
}

/** What is missing is taken for as much as the call can have taken. */
function usageOf({ usage, isWhole }: AnswerTold, { inputTokens, outputTokens }: CallSize) {
  if (!usage) return { usage: { input_tokens: inputTokens, output_tokens: outputTokens }, isEstimate: true };
  if (isWhole) return { usage, isEstimate: false };
  const output = Math.max(usage.output_tokens ?? 0, outputTokens);
  return { usage: { ...usage, output_tokens: output }, isEstimate: true };
}

function costOf(usage: PricedUsage, call: PricedCall, prices: PriceList): CallCost {
  return { tokens: totalOf(tokensOf(usage)), nanoDollars: prices.priceOf(usage, call) };
}

/** Of all the ways in which the same tokens can be billed, the dearest: writing a cache costs more than plain input. */
export function mostOf(size: CallSize, call: PricedCall, prices: PriceList): CallCost {
  const { inputTokens: input, outputTokens: output, mayCacheLong } = size;
  const written = { input_tokens: input, cache_write_tokens: input, output_tokens: output };
  const ways: readonly PricedUsage[] = [
    { input_tokens: input, output_tokens: output },
    { input_tokens: input, cache_read_tokens: input, output_tokens: output },
    written,
    ...(mayCacheLong ? [{ ...written, cache_write_1h_tokens: input }] : []),
  ];
  const known = ways.flatMap((way) => prices.priceOf(way, call) ?? []);
  return { tokens: input + output, nanoDollars: known.length > 0 ? Math.max(...known) : undefined };
}
