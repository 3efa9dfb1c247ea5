/** What engines took in one run. */
export interface EngineUse {
  /** Left out if no model is asked that Interlock knows of. */
  readonly models?: ModelUse;
  /** Working time of all turns together. */
  readonly milliseconds: number;
}

/** What the calls of models took, as far as the run's budget counts it. */
export interface ModelUse {
  /** The provider's name of the model. */
  readonly model: string;
  /** Answered calls that generate. */
  readonly calls: number;
  readonly tokens: {
    /** Without what was read from a cache or written to it. */
    readonly input: number;
    readonly output: number;
    readonly cacheRead: number;
    readonly cacheWrite: number;
  };
  /** 1e-9 dollars at list prices, of the calls whose price is known. */
  readonly nanoDollars: number;
  /** Tokens of the calls whose price is unknown. */
  readonly unpricedTokens: number;
  /** Calls that are counted as the most that they can have taken. */
  readonly estimatedCalls: number;
}

/** The same for programs: `took` in the action's output `result`. */
export interface EngineUseFigures {
  /** With one decimal, rounded up. */
  readonly minutes: number;
  readonly model?: string;
  readonly calls?: number;
  readonly tokens?: ModelUse['tokens'];
  /** At list prices. `unknown` is never the same as 0. */
  readonly dollars?: number | 'unknown';
  /** Left out where the price of every call is known. */
  readonly unpricedTokens?: number;
  /** Left out where every answer said what it took. */
  readonly estimatedCalls?: number;
}

export function engineUseFigures({ models, milliseconds }: EngineUse): EngineUseFigures {
  const minutes = Math.ceil(milliseconds / 6_000) / 10;
  if (!models) return { minutes };
  const { model, calls, tokens, unpricedTokens, estimatedCalls } = models;
  return {
    minutes,
    model,
    calls,
    tokens,
    dollars: isCostUnknown(models) ? 'unknown' : models.nanoDollars / 1e9,
    ...(unpricedTokens > 0 && { unpricedTokens }),
    ...(estimatedCalls > 0 && { estimatedCalls }),
  };
}

/** Nothing of what was taken has a known price. */
export function isCostUnknown({ nanoDollars, unpricedTokens }: ModelUse): boolean {
  return unpricedTokens > 0 && nanoDollars === 0;
}
