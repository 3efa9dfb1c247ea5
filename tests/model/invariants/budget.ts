import { reservedByAll, reservedOn } from '../../../src/core/ledger/budget.ts';
import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import { dayOf, NO_COST } from '../../../src/core/ledger/cost.ts';
import { timeOf } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import type { Invariant, Taken } from './invariant.ts';

/**
 * I9: what runs really cost is never more than the ledger counts, spent and reserved together, and that is never more than a
 * cap. A run that could pass one does not start, and its item is handed over once.
 */
export const budget: Invariant = {
  id: 'I9',
  promise: 'budget',
  broken: (taken) => passesCap(taken) ?? costsMoreThanCounted(taken) ?? handsOverWrongly(taken),
};

function passesCap({
  after,
  rules: {
    budget: { caps },
  },
}: Taken): string | undefined {
  const { state } = after.ledger;
  const { items, days } = state.costs;
  const day = dayOf(timeOf(after.now));
  const { item: ofItem, day: ofDay } = caps;
  for (const item of Object.keys(after.cells)) {
    const counted = (items[item] ?? NO_COST).nanoDollars + reservedOn(state, item).nanoDollars;
    if (counted > (ofItem.nanoDollars ?? counted))
      return `${item} may cost ${counted}, of ${ofItem.nanoDollars} at most`;
  }
  const counted = (days[day] ?? NO_COST).nanoDollars + reservedByAll(state).nanoDollars;
  if (counted > (ofDay.nanoDollars ?? counted))
    return `the day may cost ${counted}, of ${ofDay.nanoDollars} at most`;
  const billed = sumOf(Object.values(after.bills).map((one) => one[day] ?? 0));
  return billed > (ofDay.nanoDollars ?? billed)
    ? `the runs of ${day} cost ${billed}, of ${ofDay.nanoDollars} at most`
    : undefined;
}

/** Of an item that was closed nobody counts any more. */
function costsMoreThanCounted({ after }: Taken): string | undefined {
  const { state } = after.ledger;
  const open = Object.keys(after.cells).filter((item) => after.cells[item]?.open);
  const wrong = open.find((item) => {
    const counted = (state.costs.items[item] ?? NO_COST).nanoDollars + reservedOn(state, item).nanoDollars;
    return billOf(after, item) > counted;
  });
  return wrong && `runs on ${wrong} cost ${billOf(after, wrong)}, and the ledger counts less`;
}

function handsOverWrongly({ before, step: { happened }, after }: Taken): string | undefined {
  if (happened?.kind !== 'appended') return undefined;
  for (const event of happened.entry.events) {
    if (event.type === 'claimed') {
      const { item } = event.accepts.dispatch;
      const isByHand = happened.by.spec.role === 'implementation' && happened.by.spec.key === null;
      if (item !== null && before.ledger.state.items[item]?.needsHuman && !isByHand)
        return `${happened.by.name} starts on ${item}, which was handed over`;
    }
    if (event.type !== 'budget-reached' || event.item === null) continue;
    const known = before.ledger.state.items[event.item];
    if (event.handedOver && known?.needsHuman) return `${event.item} is handed over twice`;
    if (known && !after.ledger.state.items[event.item]?.needsHuman)
      return `${event.item} may cost no more, and nobody is told`;
  }
  return undefined;
}

function billOf({ bills }: World, item: ItemKey): number {
  return sumOf(Object.values(bills[item] ?? {}));
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
