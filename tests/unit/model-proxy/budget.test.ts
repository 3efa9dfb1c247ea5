import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallCost, createBudget, type Reservation } from '../../../src/model-proxy/meter/budget.ts';

const SEED = 20_261_201;

const priced = (nanoDollars: number): CallCost => ({ tokens: 1, nanoDollars });
const unpriced = (tokens: number): CallCost => ({ tokens, nanoDollars: undefined });

describe('a budget', () => {
  it('refuses what could pass it, and takes what exactly fills it', () => {
    const budget = createBudget({ nanoDollars: 100, tokens: 0 });
    expect(budget.reserve(priced(101))).toBeUndefined();
    expect(budget.reserve(priced(60))).toBeDefined();
    expect(budget.reserve(priced(41))).toBeUndefined();
    expect(budget.reserve(priced(40))).toBeDefined();
  });

  it('gives back what a call did not take', () => {
    const budget = createBudget({ nanoDollars: 100, tokens: 0 });
    budget.reserve(priced(100))?.settle(priced(30));
    expect(budget.reserve(priced(71))).toBeUndefined();
    expect(budget.reserve(priced(70))).toBeDefined();
    expect(budget.spent()).toEqual({ nanoDollars: 30, unpricedTokens: 0 });
  });

  it('counts tokens of an unknown price against the cap of tokens, and never as free', () => {
    const budget = createBudget({ nanoDollars: 100, tokens: 50 });
    expect(budget.reserve(unpriced(51))).toBeUndefined();
    budget.reserve(unpriced(50))?.settle(unpriced(20));
    expect(budget.spent()).toEqual({ nanoDollars: 0, unpricedTokens: 20 });
    expect(budget.reserve(unpriced(31))).toBeUndefined();
  });

  it('settles each reservation once', () => {
    const budget = createBudget({ nanoDollars: 100, tokens: 0 });
    const reservation = budget.reserve(priced(100));
    expect(reservation?.settle(priced(10))).toBe(true);
    expect(reservation?.settle(priced(10))).toBe(false);
    expect(reservation?.release()).toBe(false);
    expect(budget.spent()).toEqual({ nanoDollars: 10, unpricedTokens: 0 });
    expect(budget.reserve(priced(91))).toBeUndefined();
  });

  it('refuses everything after a call that took more than was set aside for it', () => {
    const budget = createBudget({ nanoDollars: 100, tokens: 0 });
    budget.reserve(priced(50))?.settle(priced(150));
    expect(budget.spent().nanoDollars).toBe(150);
    expect(budget.reserve(priced(0))).toBeUndefined();
  });

  it('is never passed, whichever calls run side by side and in whichever order they end', () => {
    const amount = fc.integer({ min: 0, max: 1_000 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('begin' as const), most: amount, isPriced: fc.boolean() }),
      fc.record({
        kind: fc.constant('end' as const),
        which: fc.nat(),
        share: fc.integer({ min: 0, max: 100 }),
      }),
      fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), amount, amount, (steps, nanoDollars, tokens) => {
        const budget = createBudget({ nanoDollars, tokens });
        const open: { readonly most: CallCost; readonly reservation: Reservation }[] = [];
        for (const one of steps) {
          if (one.kind === 'begin') {
            const most = one.isPriced ? priced(one.most) : unpriced(one.most);
            const reservation = budget.reserve(most);
            if (reservation) open.push({ most, reservation });
          } else {
            const [call] = open.splice(one.which % Math.max(1, open.length), 1);
            if (one.kind === 'release') call?.reservation.release();
            else call?.reservation.settle(shareOf(call.most, one.share));
          }
          // The worst that can still happen: every call under way takes all that was set aside.
          const worst = open.reduce(addMost, budget.spent());
          expect(worst.nanoDollars).toBeLessThanOrEqual(nanoDollars);
          expect(worst.unpricedTokens).toBeLessThanOrEqual(tokens);
        }
      }),
      { seed: SEED },
    );
  });
});

function shareOf({ tokens, nanoDollars }: CallCost, percent: number): CallCost {
  const of = (amount: number): number => Math.floor((amount * percent) / 100);
  return { tokens: of(tokens), nanoDollars: nanoDollars === undefined ? undefined : of(nanoDollars) };
}

function addMost(
  sum: { readonly nanoDollars: number; readonly unpricedTokens: number },
  { most }: { readonly most: CallCost },
) {
  return most.nanoDollars === undefined
    ? { ...sum, unpricedTokens: sum.unpricedTokens + most.tokens }
    : { ...sum, nanoDollars: sum.nanoDollars + most.nanoDollars };
}
