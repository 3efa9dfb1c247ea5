import * as z from 'zod';
import { itemKeySchema } from './claim-subject.ts';

/** Where money and tokens are whole numbers, sums are exact. */
const countSchema = z.int().nonnegative();

/** What counts against a cap: money where the price is known, and tokens where it is not. */
export const amountSchema = z
  .strictObject({
    /** 1e-9 dollars. */
    nanoDollars: countSchema,
    /** Tokens of calls whose price is unknown, of every kind. */
    unpricedTokens: countSchema,
  })
  .readonly();

export type Amount = z.infer<typeof amountSchema>;

export const NOTHING: Amount = { nanoDollars: 0, unpricedTokens: 0 };

/** What one run cost. */
export const runCostSchema = z
  .strictObject({
    ...amountSchema.unwrap().shape,
    /** Of every call; `null`: nobody counted them, as with a command. */
    tokens: countSchema.nullable(),
    /** Working time of the engine; `null`: the run did not live to tell it. */
    seconds: countSchema.nullable(),
    /** Nobody knows what it took, so that it counts as much as was reserved for it. */
    isFull: z.boolean(),
  })
  .readonly();

export type RunCost = z.infer<typeof runCostSchema>;

/** What many runs cost. */
export const costSumSchema = z
  .strictObject({
    ...amountSchema.unwrap().shape,
    tokens: countSchema,
    seconds: countSchema,
    runs: countSchema,
    /** Of the runs, those whose tokens nobody counted. */
    uncountedRuns: countSchema,
  })
  .readonly();

export type CostSum = z.infer<typeof costSumSchema>;

export const NO_COST: CostSum = { ...NOTHING, tokens: 0, seconds: 0, runs: 0, uncountedRuns: 0 };

export const costsSchema = z.strictObject({
  /** Of each open item on which an engine has worked. Kept until the item is closed. */
  items: z.record(itemKeySchema, costSumSchema),
  /** Of today and yesterday, by date (UTC). */
  days: z.record(z.iso.date(), costSumSchema),
});

export type Costs = z.infer<typeof costsSchema>;

/** The date by which an entry's cost is counted. `at`: ISO 8601, UTC. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

export function addAmounts(one: Amount, other: Amount): Amount {
  return {
    nanoDollars: one.nanoDollars + other.nanoDollars,
    unpricedTokens: one.unpricedTokens + other.unpricedTokens,
  };
}

export function addRun(sum: CostSum, cost: RunCost): CostSum {
  return {
    ...addAmounts(sum, cost),
    tokens: sum.tokens + (cost.tokens ?? 0),
    seconds: sum.seconds + (cost.seconds ?? 0),
    runs: sum.runs + 1,
    uncountedRuns: sum.uncountedRuns + (cost.tokens === null ? 1 : 0),
  };
}

/** What a run counts that does not say what it took. `undefined`: nothing was set aside for it. */
export function fullCost(reserved: Amount): RunCost | undefined {
  const { nanoDollars, unpricedTokens } = reserved;
  if (nanoDollars === 0 && unpricedTokens === 0) return undefined;
  return { nanoDollars, unpricedTokens, tokens: null, seconds: null, isFull: true };
}
