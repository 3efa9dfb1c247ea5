import { itemOfSubject } from './claim-subject.ts';
import { addRun, type Costs, dayOf, fullCost, NO_COST, type RunCost } from './cost.ts';
import type { LedgerState } from './ledger-state.ts';

interface EndedClaim {
  /** Its id. It still stands in the state. */
  readonly claim: string;
  readonly cost: RunCost | null;
  /** When that is known: ISO 8601, UTC. */
  readonly at: string;
}

/** Adds what the run of a claim has cost to its item, and to the day on which that is known. */
export function bookCost({ claims, costs }: LedgerState, { claim, cost, at }: EndedClaim): Costs {
  if (!cost) return costs;
  const [item] = Object.entries(claims).flatMap(([subject, { id }]) =>
    id === claim ? (itemOfSubject(subject) ?? []) : [],
  );
  const day = dayOf(at);
  const { items, days } = costs;
  return {
    items: item === undefined ? items : { ...items, [item]: addRun(items[item] ?? NO_COST, cost) },
    days: { ...days, [day]: addRun(days[day] ?? NO_COST, cost) },
  };
}

/** The same of claims whose runs are dead: each counts as much as it had reserved. */
export function bookInFull(state: LedgerState, claims: readonly string[], at: string): Costs {
  return claims.reduce((costs, claim) => {
    const found = Object.values(state.claims).find(({ id }) => id === claim);
    const cost = (found && fullCost(found.reserved)) ?? null;
    return bookCost({ ...state, costs }, { claim, cost, at });
  }, state.costs);
}

const DAY_MS = 24 * 60 * 60_000;

/** Drops the sums of days before yesterday. */
export function dropOldDays({ items, days }: Costs, at: string): Costs {
  const yesterday = dayOf(new Date(Date.parse(at) - DAY_MS).toISOString());
  return { items, days: Object.fromEntries(Object.entries(days).filter(([day]) => day >= yesterday)) };
}

/** The item is closed, and its runs are no longer added up. */
export function dropItem({ items, days }: Costs, item: string): Costs {
  const { [item]: _, ...others } = items;
  return { items: others, days };
}
