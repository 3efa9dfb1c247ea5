import * as z from 'zod';
import { type ItemKey, itemSubject } from './claim-subject.ts';
import { type Amount, addAmounts, amountSchema, dayOf, NO_COST, NOTHING } from './cost.ts';
import type { LedgerState } from './ledger-state.ts';

const UNITS = ['nanoDollars', 'unpricedTokens'] as const;
const mostSchema = z.int().positive();

/** The most that runs may cost together. What is left out has no bound. */
const capSchema = z
  .strictObject({ nanoDollars: mostSchema.exactOptional(), unpricedTokens: mostSchema.exactOptional() })
  .readonly();

export type Cap = z.infer<typeof capSchema>;

/** What a run may cost, and what all runs of its item, and of a day, may cost together. */
export const runBudgetSchema = z
  .strictObject({
    reserve: amountSchema,
    caps: z.strictObject({ item: capSchema, day: capSchema }).readonly(),
  })
  .readonly();

export type RunBudget = z.infer<typeof runBudgetSchema>;

/** Of a run that can cost nothing that is counted, such as one by fixed rules. */
export const NO_BUDGET: RunBudget = { reserve: NOTHING, caps: { item: {}, day: {} } };

/** Why a run may not start: with what it may cost, its item or the day could pass a cap. */
export const budgetReachedSchema = z
  .strictObject({
    of: z.enum(['item', 'day']),
    unit: z.enum(UNITS),
    /** Of runs that are over. */
    spent: z.int().nonnegative(),
    /** Of runs that are at work. */
    reserved: z.int().nonnegative(),
    /** What this run would reserve. */
    wanted: z.int().positive(),
    cap: mostSchema,
  })
  .readonly();

export type BudgetReached = z.infer<typeof budgetReachedSchema>;

interface Wanted {
  /** `null`: the project. */
  readonly item: ItemKey | null;
  readonly budget: RunBudget;
}

/**
 * The first cap that the run could pass; `undefined`: there is room for it. Of an item and a day together, what is spent and
 * what is reserved never exceed a cap, as long as no run costs more than it has reserved. A claim that the run takes over
 * counts in full, before and after.
 */
export function budgetReached(
  state: LedgerState,
  { item, budget: { reserve, caps } }: Wanted,
  at: string,
): BudgetReached | undefined {
  const { items, days } = state.costs;
  const ofItem =
    item === null
      ? []
      : [{ of: 'item', cap: caps.item, spent: items[item], reserved: reservedOn(state, item) } as const];
  const ofDay = { of: 'day', cap: caps.day, spent: days[dayOf(at)], reserved: reservedByAll(state) } as const;
  for (const { of, cap, spent = NO_COST, reserved } of [...ofItem, ofDay]) {
    for (const unit of UNITS) {
      const wanted = reserve[unit];
      const most = cap[unit];
      if (wanted === 0 || most === undefined) continue;
      if (spent[unit] + reserved[unit] + wanted > most) {
        return { of, unit, spent: spent[unit], reserved: reserved[unit], wanted, cap: most };
      }
    }
  }
  return undefined;
}

/** What the run that holds the item may cost yet. An item has one holder. */
export function reservedOn({ claims }: LedgerState, item: ItemKey): Amount {
  return claims[itemSubject(item)]?.reserved ?? NOTHING;
}

/** Counts for the day whichever it is: a run that works past midnight may spend it all on the second day. */
export function reservedByAll({ claims }: LedgerState): Amount {
  const each = new Map(Object.values(claims).map(({ id, reserved }) => [id, reserved]));
  return [...each.values()].reduce(addAmounts, NOTHING);
}
