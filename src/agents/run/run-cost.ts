import type { EngineUse } from '../../core/engine-use.ts';
import type { RunCost } from '../../core/ledger/cost.ts';

/** What the ledger counts of what a run took; `null`: no engine was started. */
export function runCostOf(use: EngineUse | undefined): RunCost | null {
  if (!use) return null;
  const seconds = Math.ceil(use.milliseconds / 1000);
  if (!use.models) return { nanoDollars: 0, unpricedTokens: 0, tokens: null, seconds, isFull: false };
  const { nanoDollars, unpricedTokens, tokens } = use.models;
  const { input, output, cacheRead, cacheWrite } = tokens;
  return {
    nanoDollars,
    unpricedTokens,
    tokens: input + output + cacheRead + cacheWrite,
    seconds,
    isFull: false,
  };
}
